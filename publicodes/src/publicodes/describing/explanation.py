"""Explanation: a result and the tree of what it was computed from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from publicodes.describing.cards import Source
from publicodes.describing.notes import Note
from publicodes.evaluation import Evaluation
from publicodes.values.formatting import Language, format_value
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, State, Value
from publicodes.values.units import Unit, parse_unit, serialise

Told: TypeAlias = Literal["here", "elsewhere", "deeper"]
SEPARATOR = " . "
ABSENT = {"not-applicable": NOT_APPLICABLE, "undefined": UNDEFINED}


@dataclass(frozen=True, slots=True)
class Step:
    """One value that was found on the way, and the steps it comes from.

    `role` is the key it stands under in the step above (`plafond`, `si`; empty for an item or an operand) and `place`
    its bracket or branch, from 1. A step is a rule when `rule` is its name; `title`, `description` and `references`
    are then those of the rule. `word` is the mechanism that gave the value (`constant` for a literal), `formula` the
    expression. `value` and `unit` are exact, `shown` is what a reader reads. `told` is "elsewhere" when the rule is
    explained at another step of the tree, "deeper" when the depth asked for leaves its steps out.
    """

    value: float | bool | str | None
    state: State
    unit: str | None
    role: str = ""
    place: int = 0
    rule: str | None = None
    title: str = ""
    word: str = ""
    formula: str = ""
    notes: tuple[Note, ...] = ()
    description: str = ""
    references: tuple[Source, ...] = ()
    told: Told = "here"
    steps: tuple[Step, ...] = ()

    @property
    def shown(self) -> str:
        return self.shown_in("fr")

    def shown_in(self, language: Language) -> str:
        value: Value = ABSENT.get(self.state, UNDEFINED) if self.value is None else self.value
        return format_value(value, None if self.unit is None else parse_unit(self.unit), language)

    def as_dict(self) -> dict[str, Any]:
        """What JSON takes; empty fields are left out, a number that is not finite is left to `shown`."""
        finite = not isinstance(self.value, float) or math.isfinite(self.value)
        found = {
            "role": self.role,
            "place": self.place or None,
            "rule": self.rule,
            "title": self.title,
            "word": self.word,
            "formula": self.formula,
            "state": self.state,
            "value": self.value if finite else None,
            "unit": self.unit,
            "shown": self.shown,
            "notes": [{"fact": note.fact, "name": note.name, "title": note.title} for note in self.notes],
            "description": self.description,
            "references": [{"label": one.label, "address": one.address} for one in self.references],
            "told": self.told,
            "steps": [step.as_dict() for step in self.steps],
        }
        return {key: one for key, one in found.items() if one not in ("", None, [])}

    def lines(self, language: Language, indent: int = 0) -> Iterator[str]:
        yield "  " * indent + self._line(language)
        for step in self.steps:
            yield from step.lines(language, indent + 1)

    def _line(self, language: Language) -> str:
        role = f"{self.role}{f' {self.place}' if self.place else ''}: " if self.role else ""
        how = "" if self.word == "constant" else self.formula or self.word
        name = f"{self._name} = " if self.rule is not None else f"{how} = " if how and how != self.role else ""
        reason = f" · {how}" if self.rule is not None and how else ""
        notes = "".join(f" — {note.text(language)}" for note in self.notes)
        return f"{role}{name}{self.shown_in(language)}{reason}{notes}{MARKS[self.told]}"

    @property
    def _name(self) -> str:
        """The title, or the end of the name when it says more: many rules are called « employeur »."""
        segments = (self.rule or "").split(SEPARATOR)
        bare = len(segments) > 1 and self.title.casefold() == segments[-1].casefold()
        return SEPARATOR.join(segments[-2:]) if bare else self.title


MARKS: dict[Told, str] = {"here": "", "elsewhere": " ↑", "deeper": " …"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an expression is worth what it is. `evaluation` is its value; `step` the root of the tree."""

    expression: str
    evaluation: Evaluation
    step: Step

    def text(self, language: Language = "fr") -> str:
        """The tree for a terminal, one step a line: `↑` told at another line, `…` deeper than what was asked for."""
        return "\n".join(self.step.lines(language))

    def as_dict(self) -> dict[str, Any]:
        """The tree for a page, as JSON takes it."""
        return {"expression": self.expression, "missing": dict(self.evaluation.missing), **self.step.as_dict()}


def plain(value: Value, unit: Unit | None) -> tuple[float | bool | str | None, State, str | None]:
    """The value, state and unit of a result of the walker."""
    if value is NOT_APPLICABLE:
        return None, "not-applicable", serialise(unit)
    if value is UNDEFINED:
        return None, "undefined", serialise(unit)
    return value, "value", serialise(unit)
