"""Months: what is due on a whole year of pay, month by month, and how it is put right."""
