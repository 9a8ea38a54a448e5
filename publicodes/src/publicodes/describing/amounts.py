"""Amounts: a value with its state and its unit, exact, and as a reader reads it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from publicodes.values.formatting import Language, format_value
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED, Absent, State, Value
from publicodes.values.units import Unit, parse_unit, serialise

ABSENT = {"not-applicable": NOT_APPLICABLE, "undefined": UNDEFINED}


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` is None unless `state` is "value"; `unit` is its text, None without unit."""

    value: float | bool | str | None
    state: State
    unit: str | None

    @classmethod
    def of(cls, value: Value, unit: Unit | None) -> Amount:
        """The amount of a result of the walker."""
        if isinstance(value, Absent):
            return cls(None, value.value, serialise(unit))
        return cls(value, "value", serialise(unit))

    @property
    def shown(self) -> str:
        return self.shown_in("fr")

    def shown_in(self, language: Language) -> str:
        value: Value = ABSENT.get(self.state, UNDEFINED) if self.value is None else self.value
        return format_value(value, None if self.unit is None else parse_unit(self.unit), language)

    def as_dict(self) -> dict[str, Any]:
        """What JSON takes; a number that is not finite is left to `shown`."""
        finite = not isinstance(self.value, float) or math.isfinite(self.value)
        return {
            "state": self.state,
            "value": self.value if finite else None,
            "unit": self.unit,
            "shown": self.shown,
        }
