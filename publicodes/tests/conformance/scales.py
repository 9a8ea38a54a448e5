"""Scales: the referee's own reading of units, so that a fault of ours in conversions cannot hide itself."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

SIZES = {
    "jour": ("time", 12 / 365),
    "mois": ("time", 1.0),
    "trimestre": ("time", 3.0),
    "an": ("time", 12.0),
    "€": ("money", 1.0),
    "k€": ("money", 1000.0),
    "mg": ("mass", 1e-6),
    "g": ("mass", 1e-3),
    "kg": ("mass", 1.0),
    "mm": ("length", 1e-3),
    "cm": ("length", 1e-2),
    "m": ("length", 1.0),
    "km": ("length", 1e3),
    "%": ("", 0.01),
}
ALIASES = {"kW.h": "kWh", "mn/h": "noeud"}
POWER = re.compile(r"^(\D*?)(\d+)([^A-Za-z]*)$")


@lru_cache(4096)
def factor(origin: str, wanted: str) -> float | None:
    """By what to multiply a number in `origin` to have it in `wanted`; None when they do not convert."""
    if origin == wanted or ALIASES.get(origin, origin) == ALIASES.get(wanted, wanted):
        return 1.0
    (size, dimension), (wanted_size, wanted_dimension) = _measured(origin), _measured(wanted)
    return size / wanted_size if dimension == wanted_dimension else None


def _measured(unit: str) -> tuple[float, frozenset[tuple[str, int]]]:
    size, dimension = 1.0, Counter[str]()
    for symbol, power in _symbols(unit):
        name, one = SIZES.get(symbol, (symbol, 1.0))
        size *= one**power
        dimension[name] += power
    return size, frozenset((name, power) for name, power in dimension.items() if name and power)


def _symbols(unit: str) -> list[tuple[str, int]]:
    pieces = [(piece, -1 if rank else 1) for rank, piece in enumerate(unit.split("/"))]
    parts = [(part.strip(), sign) for piece, sign in pieces for part in piece.split(".") if part.strip()]
    return [_powered(part, sign) for part, sign in parts]


def _powered(part: str, sign: int) -> tuple[str, int]:
    found = POWER.match(part)
    return (found[1], sign * int(found[2])) if found else (part, sign)
