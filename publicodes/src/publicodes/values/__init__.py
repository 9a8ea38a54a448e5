"""Values: what a value can be – kinds, states, units, dates – and how it is shown. Nothing here knows of rules."""
