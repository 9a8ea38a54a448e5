"""Importing: long series of readings come from a CSV file — read and checked in bulk, written whole or not at all."""
