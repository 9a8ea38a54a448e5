"""Views of the selection: who applies, who scores, who chooses; each declares who may use it."""
