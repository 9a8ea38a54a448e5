"""Reckoning: a situation → figures. Programs for what is asked again, the walker for what is asked once."""
