"""Accounts: the persons who sign in. By a code sent to their address, and a second factor; no password."""
