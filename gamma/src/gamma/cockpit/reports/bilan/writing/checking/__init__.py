"""Checking: each sentence of the texts held against the figures of the bilan."""

from gamma.cockpit.reports.bilan.writing.checking.flagging import Flag, blocking, flags, flags_of

__all__ = ["Flag", "blocking", "flags", "flags_of"]
