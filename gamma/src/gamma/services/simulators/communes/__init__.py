"""Communes: the place of an establishment, found by its name or its postal code.

The table is that of the administrative division of France, shipped as an npm package. It holds no rate of « versement
mobilité »: no package that we may use publishes the rates in force, so the rate stays an answer of its own (RATE), that
the rules take as 0 until it is given. A page must say so where a commune was chosen.
"""

from gamma.services.simulators.communes.finding import by, find
from gamma.services.simulators.communes.shapes import RATE, RULE, Commune

__all__ = ["RATE", "RULE", "Commune", "by", "find"]
