"""The Publicodes rule language: rules are read, resolved, compiled and evaluated here."""
