"""Tags of the bilan's templates."""
