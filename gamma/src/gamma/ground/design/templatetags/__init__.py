"""Template tags and filters of the design, available in every template without loading."""
