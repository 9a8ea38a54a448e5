"""Filters of the pages of reviews."""
