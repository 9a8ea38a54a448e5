"""Agreement: a measure means something only if all gave the same answers; says how many they share."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from typing import Any

from scenario import NET

Told = Mapping[str, Any]


def show(social: Told, steps: Told, bilan: Told | None, net: Told, table: Told, rows: int) -> None:
    print()
    ours, js = social["ours"], social["js"]
    for key in ("grossToNet", "page", "netToGross"):
        for how, kind in (("the walker", key), ("the program", f"{key}Compiled")):
            _count(f"modele-social, {key}, {how}", ours[kind]["values"], js[key]["values"], euro=key == "netToGross")
    _count(
        "nosgestesclimat, bilan, the walker", steps["ours"]["footprint"]["values"], steps["js"]["footprint"]["values"]
    )
    if bilan is not None:
        _count("nosgestesclimat, bilan, the program", bilan["values"], steps["js"]["footprint"]["values"])
    _nets(net, table, rows)


def _count(name: str, ours: Iterable[list[Any]], js: Iterable[list[Any]], *, euro: bool = False) -> None:
    cells = [pair for left, right in zip(ours, js, strict=False) for pair in zip(left, right, strict=True)]
    same = sum(_same(left, right, euro=euro) for left, right in cells)
    print(f"{name}: {same} of {len(cells)} answers are the reference's")


def _same(ours: Any, js: Any, *, euro: bool) -> bool:
    """The reference inverts to the nearest euro; its NaN is written null in JSON, as both kinds of absence."""
    if isinstance(ours, float) and isinstance(js, int | float):
        return abs(ours - js) <= (1 if euro else 1e-9 * max(1, abs(js)))
    return ours == js or (ours != ours and js is None)


def _nets(net: Told, table: Told, rows: int) -> None:
    """OpenFisca's law and its roundings are not those of the model: its net is the same thing, not the same figure."""
    found = net["rows"][str(rows)]
    pairs = list(zip(table["grossToNet"][str(rows)]["first"], found["net"], strict=True))
    gap = statistics.median(abs(ours - theirs) / ours for ours, theirs in pairs)
    print(f"OpenFisca: salaire_net of {net['month']}, through {net['variables']} variables; ours: {NET},")
    print(f"through {table['steps']} instructions; on {len(pairs)} households they are {gap:.2%} apart (median)")
