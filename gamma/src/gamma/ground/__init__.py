"""Ground: what any site needs — the look, periods of time, texts in two languages, jobs, PDF."""
