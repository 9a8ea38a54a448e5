"""After this stage every node that applicability may ask has a static kind and nullability, and every rule knows
the ancestor that disables it."""
