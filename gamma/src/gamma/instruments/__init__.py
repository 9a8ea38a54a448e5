"""Instruments: measuring — audience, surveys, harvest. Declared, empty."""
