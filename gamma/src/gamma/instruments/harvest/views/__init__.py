"""Views of feeds: each reads its request, asks one action or one query, and lays it out."""
