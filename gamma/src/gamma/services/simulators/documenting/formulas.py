"""Formulas: an expression of the rules with the signs of arithmetic, its names replaced by titles or by values."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gamma.ground.design import numbers
from gamma.services.simulators.documenting.parts import Part, Parts, merged

SIGNS = {"*": "×", "/": "÷", "-": "−", ">=": "≥", "<=": "≤", "!=": "≠", "**": "puissance"}
SIGN = re.compile(r"(?<= )(\*\*|\*|/|-|>=|<=|!=)(?= )")
NUMBER = re.compile(r"(?<![\w./,])(\d+(?:\.\d+)?)(?![\w/]|\.\d)")
QUOTED = re.compile(r"(?<!\w)'([^']*)'(?!\w)")
EDGE = r"(?<![\w’'])(?<!\w \. )"


class Named(NamedTuple):
    """A name as an expression writes it, and what takes its place."""

    written: str
    parts: Parts


def told(formula: str, names: Iterable[Named]) -> Parts:
    """The expression, each name replaced, signs and numbers as a reader writes them."""
    known = {one.written: one.parts for one in names if one.written}
    if not known:
        return (Part(plain(formula)),)
    longest = sorted(known, key=len, reverse=True)
    pieces = re.split(EDGE + f"({'|'.join(map(re.escape, longest))})" + r"(?! \. \w)(?!\w)", formula)
    found = (known[piece] if index % 2 else (Part(plain(piece)),) for index, piece in enumerate(pieces))
    return merged(part for parts in found for part in parts)


def plain(text: str) -> str:
    """A piece of expression without names: `1.5 % * ` becomes `1,5 % × `; dates and texts lose their quotes."""
    signed = SIGN.sub(lambda found: SIGNS[found[1]], text)
    counted = NUMBER.sub(lambda found: numbers.number(_value(found[1])), signed)
    return QUOTED.sub(r"\1", counted)


def suffixes(name: str) -> Sequence[str]:
    """The ways in which a rule may be written from another: the ends of its name, the longest first."""
    segments = name.split(" . ")
    return [" . ".join(segments[start:]) for start in range(len(segments))]


def written(name: str, formula: str) -> str:
    """How a formula writes a rule; empty when it does not."""
    found = (one for one in suffixes(name) if re.search(EDGE + re.escape(one) + r"(?! \. \w)(?!\w)", formula))
    return next(found, "")


def _value(text: str) -> float | int:
    return float(text) if "." in text else int(text)
