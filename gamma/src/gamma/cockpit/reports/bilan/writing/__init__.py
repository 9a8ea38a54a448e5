"""Writing: people say in words what the figures are; no text is published that says another thing than they do."""
