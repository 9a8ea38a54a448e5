"""Views of reviews: read the request, ask one query or action, render; each declares who may use it."""
