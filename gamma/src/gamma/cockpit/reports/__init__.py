"""Reports: what is shown — boards, sheets, open data, the bilan and its label checker, the season file."""
