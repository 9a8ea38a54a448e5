"""Composing: the content of a bilan said in one language, as a document."""

from gamma.cockpit.reports.bilan.composing.composer import compose, head

__all__ = ["compose", "head"]
