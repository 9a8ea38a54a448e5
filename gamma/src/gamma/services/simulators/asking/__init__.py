"""Asking: which questions are still to be asked, in what order, in what form, and what a typed answer means."""
