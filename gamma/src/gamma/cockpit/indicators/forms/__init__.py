"""Forms: what a person types of an indicator, read by the descriptions that a season file is read by."""
