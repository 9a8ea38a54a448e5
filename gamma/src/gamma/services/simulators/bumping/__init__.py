"""Bumping: what a newer version of a rule model would change, told before it is adopted.

`fetching` finds a version · `definitions` compares its rules · `declared` looks for the names of the catalogue ·
`sampling` computes the samples · `blaming` names the rules responsible · `comparing` puts it together ·
`telling` says it. `queries` is the door.
"""
