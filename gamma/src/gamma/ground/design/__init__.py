"""Design: the base page, the tokens, the components, the charts, and their living page."""
