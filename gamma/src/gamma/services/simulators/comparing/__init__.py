"""Comparing: situations side by side – legal statuses, or simulations that were pinned – with what differs."""
