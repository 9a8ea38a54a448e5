"""Explanation: a result and the tree of what it was computed from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from publicodes.describing.amounts import Amount
from publicodes.describing.brackets import Bracket
from publicodes.describing.cards import Source
from publicodes.describing.notes import Note
from publicodes.evaluation import Evaluation
from publicodes.values.formatting import Language
from publicodes.values.states import State

Told: TypeAlias = Literal["here", "elsewhere", "deeper"]
SEPARATOR = " . "


@dataclass(frozen=True, slots=True)
class Step:
    """One value that was found on the way, and the steps it comes from.

    `role` is the key it stands under in the step above (`plafond`, `si`; empty for an item or an operand) and `place`
    its bracket or branch, from 1. A step is a rule when `rule` is its name; `title`, `description` and `references`
    are then those of the rule. `word` is the mechanism that gave the value (`constant` for a literal), `formula` the
    expression. `value` and `unit` are exact, `shown` is what a reader reads. `told` is "elsewhere" when the rule is
    explained at another step of the tree, "deeper" when the depth asked for leaves its steps out. `brackets` are those
    of a scale, up to the one that its base reaches.
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
    brackets: tuple[Bracket, ...] = ()

    @property
    def amount(self) -> Amount:
        return Amount(self.value, self.state, self.unit)

    @property
    def shown(self) -> str:
        return self.amount.shown

    def shown_in(self, language: Language) -> str:
        return self.amount.shown_in(language)

    def as_dict(self) -> dict[str, Any]:
        """What JSON takes; empty fields are left out, a number that is not finite is left to `shown`."""
        found = {
            "role": self.role,
            "place": self.place or None,
            "rule": self.rule,
            "title": self.title,
            "word": self.word,
            "formula": self.formula,
            **self.amount.as_dict(),
            "notes": [{"fact": note.fact, "name": note.name, "title": note.title} for note in self.notes],
            "description": self.description,
            "references": [{"label": one.label, "address": one.address} for one in self.references],
            "told": self.told,
            "brackets": [bracket.as_dict() for bracket in self.brackets],
            "steps": [step.as_dict() for step in self.steps],
        }
        return {key: one for key, one in found.items() if one not in ("", None, [])}

    def lines(self, language: Language, indent: int = 0) -> Iterator[str]:
        yield "  " * indent + self._line(language)
        for step in self.steps:
            if not (self.brackets and step.place):
                yield from step.lines(language, indent + 1)
        for bracket in self.brackets:
            yield "  " * (indent + 1) + bracket.text(language)
            for step in self._of(bracket):
                yield from step.lines(language, indent + 2)

    def _of(self, bracket: Bracket) -> Iterator[Step]:
        """The steps of the bounds and of the amount of a bracket, which tells the literal ones itself."""
        return (one for one in self.steps if one.place == bracket.place and (one.rule or one.word != "constant"))

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
