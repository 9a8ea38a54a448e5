"""Composing: the content of a bilan said in one language, as a document."""

from gamma.cockpit.reports.bilan.composing.composer import compose

__all__ = ["compose"]
