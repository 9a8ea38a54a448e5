"""Views of the audience."""
