"""Durée: the time between two dates. Example: `{durée: {depuis: 01/01/2020, jusqu'à: date, unité: mois}}`.

A bound left out is today; the unit left out is the day; the time is never negative.
"""

from collections.abc import Mapping
from typing import Any

from publicodes.core.nodes import Constant, Duration, Node
from publicodes.mechanisms.bodies import mapping, said
from publicodes.mechanisms.scope import Scope

UNITS = ("jour", "mois", "an", "trimestre", "trimestre civil", "année civile")


def read(scope: Scope, body: Any) -> Node:
    parts = mapping(scope, body, "depuis", "jusqu'à", "unité")
    unit = parts.get("unité", "jour")
    if unit not in UNITS:
        scope.refuse("PC221", f"« {unit} » is not a unit of time", "unité", mend=f"write one of {', '.join(UNITS)}")
    start, end = _bound(scope, parts, "depuis"), _bound(scope, parts, "jusqu'à")
    return said(Duration(start, end, scope.unit(unit, "unité")), "durée", depuis=start, jusqu_à=end)


def _bound(scope: Scope, parts: Mapping[str, Any], key: str) -> Node:
    raw = parts.get(key)
    if raw is None:
        return Constant(scope.today.strftime("%d/%m/%Y"), type="date")
    return scope.node(raw, key)
