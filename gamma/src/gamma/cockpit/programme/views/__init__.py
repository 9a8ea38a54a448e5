"""Views of the programme; each declares the right it asks for."""
