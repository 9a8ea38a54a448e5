"""Printing: a document in a format, one file each; pictures are drawn once for all of them."""
