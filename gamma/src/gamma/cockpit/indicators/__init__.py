"""Indicators: what is counted — versioned definitions, targets, append-only readings, and the verdicts they give."""
