"""Accepting: whether an answer that comes from outside is one that a rule may take.

The rules take whatever they are given: a word that is none of the choices, kilograms for euros. A page must not.
"""

import re

from gamma.services.simulators.catalogue.shapes import Expression
from gamma.services.simulators.units import NUMBER
from publicodes import Engine, PublicodesError

LONGEST = 400
DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
KINDS: dict[str | None, type | tuple[type, ...]] = {"number": (int, float), "boolean": bool, "date": str, "string": str}


def accepted(engine: Engine, name: str, answer: Expression) -> bool:
    """Whether a rule may take an answer, written as an expression."""
    number = NUMBER.fullmatch(str(answer))
    if len(str(answer)) > LONGEST or (number and not _measures(number[2] or "", engine.question(name).unit or "")):
        return False
    try:
        found = engine.with_situation({name: answer}).evaluate(name)
    except PublicodesError:
        return False
    return found.value is None or _suits(engine, name, found.value)


def _measures(given: str, asked: str) -> bool:
    """Whether two units are of the same thing: euros and thousands of them, by month or by year."""
    return not given or not asked or _thing(given) == _thing(asked)


def _thing(unit: str) -> str:
    return unit.partition("/")[0].strip().removeprefix("k")


def _suits(engine: Engine, name: str, value: float | bool | str) -> bool:
    rule = engine.rules[name]
    if rule.possibilities is not None and isinstance(value, str):
        return not value or f"{name} . {value}" in engine.rules
    if isinstance(value, bool):
        return rule.kind in ("boolean", None)
    return isinstance(value, KINDS.get(rule.kind, object)) and (rule.kind != "date" or bool(DAY.fullmatch(str(value))))
