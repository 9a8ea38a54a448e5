"""Audit: every write by a person — who, when, what it was before, what it is after — shown to those concerned."""
