"""Views: doorkeepers of the pages of the team, and of those that anyone may open."""
