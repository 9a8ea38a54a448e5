"""Sweeping: one amount of a simulation takes a hundred values; figures become curves, and their slope a rate."""
