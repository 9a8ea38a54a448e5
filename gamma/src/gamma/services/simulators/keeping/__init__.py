"""Keeping: a simulation taken away – on paper, as a sheet – or kept on the server by an opaque link."""
