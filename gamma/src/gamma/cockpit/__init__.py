"""Cockpit: the programme itself — editions, indicators, reviews, and the reports that are made of them."""
