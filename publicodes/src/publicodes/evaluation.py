"""Evaluation: what an expression is worth in a situation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publicodes.values.formatting import format_value
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Absent, State, Value
from publicodes.values.units import Unit, serialise


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A result. `value` is None unless `state` is "value": a number (float), a boolean or a text (a date as
    `31/12/2024`).

    `unit` is the unit's text, None without unit. `missing` scores the rules that would complete or change the result,
    the highest to be asked first. `warnings` are kinds of doubts; `inversion_failed` tells that no value was found.
    """

    state: State
    value: float | bool | str | None = None
    unit: str | None = None
    missing: Mapping[str, int] = field(default_factory=dict)
    warnings: frozenset[str] = frozenset()
    inversion_failed: bool = False

    @classmethod
    def of(
        cls, value: Value, unit: Unit | None, missing: Mapping[str, int], warnings: set[str], failed: bool
    ) -> Evaluation:
        state: State = value.value if isinstance(value, Absent) else "value"
        plain = None if isinstance(value, Absent) else value
        return cls(state, plain, serialise(unit), dict(missing), frozenset(warnings), failed)

    def __str__(self) -> str:
        from publicodes.values.units import parse_unit

        absent = {"not-applicable": NOT_APPLICABLE, "undefined": UNDEFINED}
        value = absent[self.state] if self.value is None else self.value
        return format_value(value, None if self.unit is None else parse_unit(self.unit))
