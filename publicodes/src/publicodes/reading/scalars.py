"""Scalars: what an unquoted word of YAML 1.2 (core schema) or a number of JSON stands for."""

from __future__ import annotations

import re
from typing import Any, Final

WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
NUMERIC: Final = frozenset("+-.0123456789")
INTEGER: Final = re.compile(r"[-+]?[0-9]+")
BASED: Final = re.compile(r"0o[0-7]{1,17}|0x[0-9a-fA-F]{1,13}")
REAL: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
UNBOUNDED: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
EXACT: Final = 15


def scalar(text: str) -> Any:
    """The null, boolean, number or text that an unquoted scalar is."""
    if text[:1] in NUMERIC:
        return _number(text)
    return WORDS.get(text, text)


def _number(text: str) -> int | float | str:
    if INTEGER.fullmatch(text):
        return number_of(text)
    if REAL.fullmatch(text):
        return float(text)
    if BASED.fullmatch(text):
        return int(text, 0)
    found = UNBOUNDED.fullmatch(text)
    return float(text.replace(".", "")) if found else text


def number_of(text: str) -> int | float:
    """A whole number, as a double beyond the digits that a double holds exactly."""
    return int(text) if len(text) <= EXACT else float(text)
