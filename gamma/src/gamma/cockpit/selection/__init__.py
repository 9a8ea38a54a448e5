"""Selection: how the products of an edition are chosen — a call, applications with evidence, blind scores, minutes."""
