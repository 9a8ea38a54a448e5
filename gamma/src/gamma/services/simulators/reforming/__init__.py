"""Reforming: what would change, on this case and on typical ones, if a rule had another value."""
