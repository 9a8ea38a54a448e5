"""Forms: what a person types, read by the same descriptions (facts) as what a file says, with the same refusals."""
