"""Collecting: an event told by a page is checked, stripped of what it need not say, and answered once it is durable.

It runs in a process of its own, without Django: HTTP (`serving`) → what is told (`accepting`) → who tells it
(`visitors`) → one transaction for all that came meanwhile (`committing`) → PostgreSQL (`storing`).
"""
