"""Reading: after this stage, sources, wherever they are, are one mapping of rules and formulas mechanism objects."""
