"""Backups: all that the site keeps in one file – the base and its files – checked whole before it is put back."""
