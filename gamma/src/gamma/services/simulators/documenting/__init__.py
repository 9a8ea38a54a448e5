"""Documenting: a page for every public rule – what it says, how it is computed, why it is worth that – and search.

`parts` are the pieces of sentences; `definitions` puts a definition in words; `amounts`, `operands` and `sentences`
put an explanation in words; `trees` lays its steps out; `places` gives rules their addresses; `index` finds them.
"""
