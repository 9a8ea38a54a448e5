"""Brackets: what each bracket of a `barème`, a `grille` or a `taux progressif` brings to its value."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from publicodes.core import nodes as n
from publicodes.describing.amounts import Amount
from publicodes.values.formatting import Language
from publicodes.values.states import UNDEFINED, Value
from publicodes.values.units import EMPTY, Unit
from publicodes.walking.environment import Environment, Result
from publicodes.walking.scales import Step, nothing, number, rate, scan, share

Form: TypeAlias = Literal["barème", "grille", "taux progressif"]
UNKNOWN: Final = Amount.of(UNDEFINED, None)


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket of a scale of some `form`, at its `place` from 1.

    It goes from `floor` to `ceiling` (None: unbounded), in the unit of the base.

    `amount` is its rate, or what a `grille` gives, None when the scale had no need of it. `inside` is the part of the
    base between its bounds. `yields` is what it brings to the value: those of a `barème` add up to it; in the other
    scales one bracket gives it, and it is None for the others. `reached` tells the bracket in which the base ends.
    """

    form: Form
    place: int
    floor: Amount
    ceiling: Amount | None
    amount: Amount | None
    inside: Amount
    yields: Amount | None
    reached: bool

    def text(self, language: Language = "fr") -> str:
        """The bracket on one line."""
        words = WORDS[language]
        told = words["bracket"].format(self.place) + self._bounds(language) + self._yield(language)
        return f"{told} — {words['reached']}" if self.reached else told

    def _bounds(self, language: Language) -> str:
        bounds = [None if one is None else one.shown_in(language) for one in (self.floor, self.ceiling)]
        form = ("from" if self.floor.value else "to") if self.ceiling else "above" if self.floor.value else "all"
        return WORDS[language][form].format(*bounds)

    def _yield(self, language: Language) -> str:
        if self.yields is None:
            return ""
        found, inside = self.yields.shown_in(language), self.inside.shown_in(language)
        if self.amount is None or self.form == "grille":
            return f" → {found}"
        given = self.amount.shown_in(language)
        return f" · {inside} × {given} = {found}" if self.form == "barème" else f" · {given} → {found}"

    def as_dict(self) -> dict[str, Any]:
        """What JSON takes; what is not known is left out."""
        names = ("floor", "ceiling", "amount", "inside", "yields")
        amounts = {name: getattr(self, name) for name in names}
        told = {name: amount.as_dict() for name, amount in amounts.items() if amount is not None}
        return {"place": self.place, **told, "reached": self.reached}


WORDS: Final[dict[Language, dict[str, str]]] = {
    "fr": {
        "bracket": "tranche {} : ",
        "from": "de {} à {}",
        "to": "jusqu'à {1}",
        "above": "au-delà de {}",
        "all": "sans plafond",
        "reached": "atteinte",
    },
    "en": {
        "bracket": "bracket {}: ",
        "from": "from {} to {}",
        "to": "up to {1}",
        "above": "above {}",
        "all": "no ceiling",
        "reached": "reached",
    },
}


def brackets(env: Environment, node: n.Scale) -> tuple[Bracket, ...]:
    """The brackets of a scale that `env` has evaluated, up to the one that the base reaches; none when it has no base.

    Those above were not looked at.
    """
    base = env.node(node.base)
    if node.form == "barème" and nothing(base[0]):
        return ()
    return tuple(_brackets(env, node, base))


def _brackets(env: Environment, node: n.Scale, base: Result) -> Iterator[Bracket]:
    amount, unit, _ = base
    steps = list(scan(env, node, base, env.node(node.multiplier)))
    for place, step in enumerate(steps, 1):
        given = env.memo.get(step.bracket.amount)
        yields = _share(env, step, base) if node.form == "barème" else _whole(env, node, step, last=step is steps[-1])
        yield Bracket(
            node.form,
            place,
            Amount.of(step.floor, unit) if step.known else UNKNOWN,
            _ceiling(step, unit),
            None if given is None else Amount.of(given[0], given[1]),
            Amount.of(_inside(amount, step), unit),
            yields,
            step.active,
        )


def _ceiling(step: Step, unit: Unit | None) -> Amount | None:
    if not step.known:
        return UNKNOWN
    return None if step.bracket.ceiling is None else Amount.of(step.ceiling, unit)


def _inside(base: Value, step: Step) -> Value:
    if not step.known or math.isnan(step.ceiling):
        return UNDEFINED
    return max(min(number(base), step.ceiling) - step.floor, 0.0)


def _share(env: Environment, step: Step, base: Result) -> Amount:
    needed = step.bracket.amount in env.memo
    value = rate(env, step.bracket.amount, EMPTY)[0] if needed else 0.0
    return Amount.of(share(number(base[0]), step, value), base[1])


def _whole(env: Environment, node: n.Scale, step: Step, *, last: bool) -> Amount | None:
    """The value of the scale, for the bracket that gives it: beyond the last one, an interpolated rate is the last."""
    value, unit, _ = env.node(node)
    gives = step.active or (node.form == "taux progressif" and last and value is not UNDEFINED)
    return Amount.of(value, unit) if gives else None
