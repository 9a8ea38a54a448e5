"""Caching: models already lowered and programs already printed, kept on their user's disk. All works without."""
