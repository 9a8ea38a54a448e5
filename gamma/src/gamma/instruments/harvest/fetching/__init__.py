"""Fetching: asking other machines, with care. True afterwards: what came is whole, not too large, from who was meant.

`guarding` (which hosts, which addresses) → `connecting` (to the address that was checked) → `asking` (redirects, sizes,
times) → `insisting` (turns of each host, tries again). `databases` and `folders` reach what is no web address.
"""
