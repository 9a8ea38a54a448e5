"""Gamma: a programme that helps digital public services scale, and the services it measures."""
