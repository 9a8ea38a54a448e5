"""Reviews: the dated meetings of an edition, and what was decided there of each indicator."""
