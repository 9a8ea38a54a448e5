"""Agreeing: whether two answers are one; when they are not, which known difference it is, by a rule that can say no."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from reference import Answer, Reference

from gamma.services.simulators.catalogue.shapes import Simulator, Situation
from gamma.services.simulators.rules import engine, engine_of
from publicodes import Engine

UNKNOWN = "UNKNOWN"
EXACT, INVERTED, CIRCULAR = 0.01, 1.0, 2.0
INVERSION, CYCLE = "inversion numérique", "résoudre la référence circulaire"


@dataclass(frozen=True)
class Asked:
    """A figure of a simulator in a situation."""

    simulator: Simulator
    situation: Situation
    name: str

    def solved(self, word: str) -> bool:
        """Whether a rule that is found by `word`, and is not given, was met."""
        rules = engine_of(self.simulator)
        met = rules.traversed(self.name, situation=self.situation)
        return any(word in rules.rules[one].raw for one in met if one not in self.situation)


def same(expected: Answer, got: Any, tolerance: float, times: float | None = 1.0) -> bool:
    """State, kind and value; `times` brings the unit of `got` to the other's, None when it cannot."""
    if got.state != expected.state or got.state != "value":
        return got.state == expected.state
    numbers = [isinstance(one, int | float) and not isinstance(one, bool) for one in (got.value, expected.value)]
    if not all(numbers):
        return not any(numbers) and got.value == expected.value
    return times is not None and abs(got.value * times - expected.value) <= tolerance


def difference(asked: Asked, expected: Answer, got: Any, reference: Reference) -> str:
    """Empty when the walker says what the reference says; else the name of a known difference, or UNKNOWN."""
    times = 1.0 if got.unit == expected.unit else None
    if same(expected, got, EXACT, times):
        return ""
    return next((name for name, rule in KNOWN.items() if rule(asked, expected, got, times, reference)), UNKNOWN)


def _inverted(asked: Asked, expected: Answer, got: Any, times: float | None, reference: Reference) -> bool:
    return same(expected, got, INVERTED, times) and asked.solved(INVERSION)


def _circular(asked: Asked, expected: Answer, got: Any, times: float | None, reference: Reference) -> bool:
    return same(expected, got, CIRCULAR, times) and asked.solved(CYCLE)


def _few(asked: Asked, expected: Answer, got: Any, times: float | None, reference: Reference) -> bool:
    """With as many iterations as the reference, and no more, we find what it finds."""
    return any(
        same(expected, _hasty(asked.simulator.model, most).evaluate(asked.name, situation=asked.situation), EXACT)
        for most in (10, 25)
    )


@cache
def _hasty(model: str, most: int) -> Engine:
    return Engine(settings.RULE_MODELS[model], inversion_iterations=most)


def _ordered(asked: Asked, expected: Answer, got: Any, times: float | None, reference: Reference) -> bool:
    """The reference says otherwise, and as we do, when nothing was asked before."""
    alone = reference.ask(asked.situation, [asked.name], apart=True)[asked.name]
    return not same(expected, alone, EXACT) and same(alone, got, CIRCULAR, times)


def _inapplicable(asked: Asked, expected: Answer, got: Any, times: float | None, reference: Reference) -> bool:
    """A goal is given whose rule does not apply: the reference takes it for 0 in its guesses, here nothing is found."""
    if got.state != "undefined":
        return False
    rules = engine(asked.simulator.model).with_situation(asked.situation)
    given = [name for name in asked.simulator.amounts if name in asked.situation]
    return any(rules.evaluate({"est applicable": name}).value is False for name in given)


KNOWN: Mapping[str, Callable[[Asked, Answer, Any, float | None, Reference], bool]] = {
    "an inversion, within 1": _inverted,
    "a circular reference, within 2": _circular,
    "few iterations": _few,
    "order of evaluation": _ordered,
    "a goal that does not apply": _inapplicable,
}
