"""Embedding: a simulator in the page of another site, by a script or by a plain frame, in the colours of that site.

Only the addresses of this folder may be framed. What is counted of a showing: its day, its simulator, the name of the
host. No cookie is set, nothing is known of the visitor.
"""
