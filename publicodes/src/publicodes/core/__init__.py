"""The small language that all mechanisms are lowered to: only these nodes are inferred, walked and compiled."""
