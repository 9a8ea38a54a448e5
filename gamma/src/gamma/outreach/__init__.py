"""Outreach: winning partners — prospects, partners, campaigns. Declared, empty."""
