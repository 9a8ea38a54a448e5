"""Tags of the simulators' templates."""
