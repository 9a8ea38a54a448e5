"""Simulators: what is owed and what is left, computed from rules. The only room that knows `publicodes`.

A simulator is a folder of `catalogue`; everything else here serves all of them.
"""
