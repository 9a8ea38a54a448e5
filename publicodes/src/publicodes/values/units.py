"""Units: lists of base symbols above and below the bar, what operations make of them and how values convert.

A base unit is an opaque text. `None` is "no unit", compatible with everything; `EMPTY` is the dimensionless unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

CACHED: Final = 16_384
HIGHEST_POWER: Final = 1_000
SIXTEEN: Final = Decimal(1).scaleb(-16)
EXPONENT: Final = re.compile(r"[0-9]+")
LETTERS: Final = re.compile(r".*[A-Za-z]", re.DOTALL)

TABLE: Final[dict[tuple[str, str], float]] = {
    ("mois", "an"): 12,
    ("jour", "an"): 365,
    ("jour", "mois"): 365 / 12,
    ("trimestre", "an"): 4,
    ("mois", "trimestre"): 3,
    ("jour", "trimestre"): (365 / 12) * 3,
    ("€", "k€"): 10**3,
    ("g", "kg"): 10**3,
    ("mg", "g"): 10**3,
    ("mg", "kg"): 10**6,
    ("m", "km"): 10**3,
    ("cm", "m"): 10**2,
    ("mm", "cm"): 10,
    ("mm", "m"): 10**3,
    ("cm", "km"): 10**5,
    ("mm", "km"): 10**6,
}
"""(small, large): how many of the small make one of the large."""

CLASSES: Final = {
    symbol: group[0]
    for group in (("an", "mois", "jour", "trimestre"), ("€", "k€"), ("g", "kg", "mg"), ("m", "km", "cm", "mm"))
    for symbol in group
}
EQUIVALENT: Final = frozenset({("kW.h", "kWh"), ("kWh", "kW.h"), ("mn/h", "noeud"), ("noeud", "mn/h")})


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit; `text` is its serialised form, in which what stands on both sides of the bar is cancelled."""

    numerators: tuple[str, ...]
    denominators: tuple[str, ...]
    text: str = field(init=False)
    _hash: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _text(*_cancelled(self.numerators, self.denominators)))
        object.__setattr__(self, "_hash", hash((self.numerators, self.denominators)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Unit):
            return NotImplemented
        return self.numerators == other.numerators and self.denominators == other.denominators

    def __str__(self) -> str:
        return self.text


class Incompatible(Exception):
    """Two units that do not convert."""

    def __init__(self, source: Unit | None, target: Unit | None) -> None:
        super().__init__(source, target)
        self.source, self.target = source, target

    def __str__(self) -> str:
        return f"« {serialise(self.source)} » does not convert to « {serialise(self.target)} »"


class Factors(NamedTuple):
    """A conversion: the value times `source`, divided by `target`, times `above`, times `below`, in this order."""

    source: float
    target: float
    above: float
    below: float

    @property
    def neutral(self) -> bool:
        """Whether every value stays as it is. From a unit to itself too, it may not: « k€2.€ » [Q-4]."""
        return self == (1.0, 1.0, 1.0, 1.0)


def _text(numerators: Sequence[str], denominators: Sequence[str]) -> str:
    above, below = _powers(numerators), _powers(denominators)
    return f"{above}/{below}" if below else above


def _powers(symbols: Iterable[str]) -> str:
    return ".".join(symbol if count == 1 else f"{symbol}{count}" for symbol, count in Counter(symbols).items())


def _cancelled(
    above: Iterable[str], below: Sequence[str], group: Callable[[str], str] = lambda symbol: symbol
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both sides without what they share; two symbols are the same when `group` says so."""
    left: list[str] = []
    right = list(below)
    for symbol in above:
        found = next((one for one in right if group(one) == group(symbol)), None)
        if found is None:
            left.append(symbol)
        else:
            right.remove(found)
    return tuple(left), tuple(right)


def _class(symbol: str) -> str:
    return CLASSES.get(symbol, symbol)


@lru_cache(maxsize=CACHED)
def unit_of(numerators: tuple[str, ...], denominators: tuple[str, ...]) -> Unit:
    """The one unit with these symbols."""
    return Unit(numerators, denominators)


EMPTY: Final = unit_of((), ())


@lru_cache(maxsize=CACHED)
def parse_unit(text: str, key: Callable[[str], str] | None = None) -> Unit:
    """Read a unit; `key` renames each of its parts. ValueError when a slash is followed by a space."""
    if "/ " in text:
        raise ValueError(f"the unit « {text} » must not have a space after « / »")
    above, *below = text.split("/")
    return unit_of(_symbols([above], key), _symbols(below, key))


def _symbols(pieces: Sequence[str], key: Callable[[str], str] | None) -> tuple[str, ...]:
    parts = [part for piece in pieces for part in piece.strip().split(".") if part]
    counts: Counter[str] = Counter()
    for base, power in (_power(key(part) if key else part) for part in parts):
        counts[base] += power
    if counts.total() > HIGHEST_POWER:
        raise ValueError(f"a unit has at most {HIGHEST_POWER} symbols on one side of its bar")
    return tuple(counts.elements())


def _power(part: str) -> tuple[str, int]:
    """A part and its exponent: the digits that no letter follows."""
    letters = LETTERS.match(part)
    found = EXPONENT.search(part, letters.end() if letters else 0)
    if found is None:
        return part, 1
    return part[: found.start()], int(found[0]) if len(found[0]) < 9 else HIGHEST_POWER + 1


def serialise(unit: Unit | None) -> str | None:
    """The text of a unit, None when there is none."""
    return None if unit is None else unit.text


@lru_cache(maxsize=CACHED)
def multiplied(left: Unit | None, right: Unit | None) -> Unit | None:
    """The unit of a product: a side without unit leaves the other's as it is."""
    if left is None or right is None:
        return right if left is None else left
    above, below = left.numerators + right.numerators, left.denominators + right.denominators
    return unit_of(*_cancelled(above, below))


@lru_cache(maxsize=CACHED)
def divided(left: Unit | None, right: Unit | None) -> Unit:
    """The unit of a quotient, always one: no unit counts as the empty unit."""
    above, below = left or EMPTY, right or EMPTY
    return unit_of(*_cancelled(above.numerators + below.denominators, above.denominators + below.numerators))


def same(left: Unit | None, right: Unit | None) -> bool:
    """Whether both are written the same; no unit is the same as no unit only."""
    return left is right or (left is not None and right is not None and left.text == right.text)


@lru_cache(maxsize=CACHED)
def compatible(left: Unit | None, right: Unit | None) -> bool:
    """Whether a value converts from one to the other."""
    if left is None or right is None or left.text == right.text or (left.text, right.text) in EQUIVALENT:
        return True
    return _dimensions(left) == _dimensions(right)


def _dimensions(unit: Unit) -> dict[str, int]:
    counts: Counter[str] = Counter(map(_class, unit.numerators))
    counts.subtract(map(_class, unit.denominators))
    return {symbol: count for symbol, count in counts.items() if count and symbol != "%"}


@lru_cache(maxsize=CACHED)
def factors(source: Unit | None, target: Unit | None) -> Factors | None:
    """How a value converts; None when it has no unit and stays as it is, to the last bit. Raises Incompatible."""
    if not compatible(source, target):
        raise Incompatible(source, target)
    if source is None:
        return None
    target = EMPTY if target is None else target
    (above, below), (wanted, under) = _stripped(source), _stripped(target)
    return Factors(_internal(source), _internal(target), _product(above, wanted), _product(under, below))


def steady(unit: Unit | None) -> bool:
    """Whether a value stays as it is when it is converted to the unit that it is in."""
    found = factors(unit, unit)
    return found is None or found.neutral


def _internal(unit: Unit) -> float:
    return rounded(_product(unit.numerators, unit.denominators))


def _stripped(unit: Unit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    above = [symbol for symbol in unit.numerators if symbol != "%"]
    below = [symbol for symbol in unit.denominators if symbol != "%"]
    return _cancelled(above, below, _class)


def _product(sources: Sequence[str], targets: Sequence[str]) -> float:
    """The factor between two lists. A target serves every source it matches [Q-4]."""
    factor: float = 100.0 ** (targets.count("%") - sources.count("%"))
    for symbol in sources:
        pairs = (_pair(symbol, target) for target in targets)
        factor *= next((pair for pair in pairs if pair is not None), 1.0)
    return factor


def _pair(source: str, target: str) -> float | None:
    """How many of `target` one `source` makes, for two symbols of the table."""
    if (target, source) in TABLE:
        return float(TABLE[target, source])
    return 1 / TABLE[source, target] if (source, target) in TABLE else None


def rounded(value: float) -> float:
    """The value to 16 decimals, halves away from zero. From one half on, a double has no more than that."""
    if not abs(value) < 0.5:
        return value
    return float(Decimal(value).quantize(SIXTEEN, ROUND_HALF_UP))


def convert(value: float, source: Unit | None, target: Unit | None) -> float:
    """The value counted in `target` instead of `source`. Raises Incompatible."""
    found = factors(source, target)
    if found is None or value == 0 or value != value:
        return value
    return rounded(value * found.source / found.target * found.above * found.below)


@lru_cache(maxsize=CACHED)
def simplified(unit: Unit) -> Unit:
    """The unit without what cancels by class, nor percentages, unless only percentages remain above the bar."""
    above, below = _cancelled(unit.numerators, unit.denominators, _class)
    if above and all(symbol == "%" for symbol in above):
        return unit_of(("%",), below)
    return unit_of(*(tuple(symbol for symbol in side if symbol != "%") for side in (above, below)))


def has_percent(unit: Unit | None) -> bool:
    """Whether a percentage stands above the bar."""
    return unit is not None and "%" in unit.numerators


def is_percent(unit: Unit | None) -> bool:
    """Whether the unit is written `%`, nothing else."""
    return unit is not None and unit.text == "%"


@lru_cache(maxsize=CACHED)
def without_percent(unit: Unit) -> Unit:
    """The unit with one percentage less above the bar."""
    above = list(unit.numerators)
    if "%" in above:
        above.remove("%")
    return unit_of(tuple(above), unit.denominators)
