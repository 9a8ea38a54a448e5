"""Errors: what a person can mend is said in plain words, never by a traceback."""


class UserError(Exception):
    """A sentence for the person at the keyboard; the command that meets it stops with status 2."""
