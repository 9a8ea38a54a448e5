"""Rules: a mapping of names and definitions → rules lowered to the core, those nested in them included (SPEC §3).

Codes of the faults told here, in `objects.py`, `declarations.py`, `possibilities.py` and by the mechanisms:
PC201 unknown word · PC202 two words at the same level · PC203 true or false · PC204 something missing or empty ·
PC205 a list is expected · PC206 a mapping is expected · PC207 a list where a value is expected · PC208 not a value ·
PC209 a name or a text is expected · PC210 expression · PC211 unit · PC212 nested too deep · PC213 number too large ·
PC214 not a rule · PC215 name of rule · PC216 defined twice · PC217 possibilities · PC219 replacement ·
PC220 constant · PC221 unit of a duration · PC222 bound of an inversion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from publicodes.core.nodes import DefaultUsed, Node, Slot, undefined
from publicodes.core.rules import Rule
from publicodes.errors import Fault, ModelError, Path
from publicodes.mechanisms import CHAINED, PLAIN, dans_la_situation, par_defaut
from publicodes.mechanisms.bodies import Chained
from publicodes.mechanisms.scope import Scope
from publicodes.reading.declarations import check_name, declare
from publicodes.reading.objects import Reader, UnitKey
from publicodes.reading.possibilities import read_possibilities

PRIVATE_PREFIX = "[privé] "
DEEPEST_PATH = 400
"""Steps from the top of the model down to a nested rule."""


class Written(NamedTuple):
    """A rule as written: its full name, its definition, its path in the source."""

    name: str
    raw: Any
    path: Path
    private: bool


def read_rules(
    raw: Mapping[str, Any], *, today: date, unit_key: UnitKey | None = None, quirks: bool = False
) -> dict[str, Rule]:
    """All the rules of a model by their full names, a parent before those nested in it.

    `today` bounds the durations left open; `unit_key` normalises each base unit; `quirks` as in Engine.
    Raises ModelError with every fault.
    """
    family = _Family(today, unit_key, quirks)
    for name, definition in raw.items():
        if isinstance(name, str):
            family.read(_written("", name, definition, (name,)))
        else:
            mend = "put it between quotes; a name begins with a letter"
            family.faults.append(Fault("PC215", f"« {name} » is not a name of rule", mend, (str(name),)))
    return family.whole()


def read_rule(
    name: str,
    raw: Any,
    *,
    today: date,
    unit_key: UnitKey | None = None,
    quirks: bool = False,
    private: bool = False,
    path: Path = (),
) -> list[Rule]:
    """One rule, then those nested in it. `path` is where it is written (its name when left out). Raises ModelError."""
    family = _Family(today, unit_key, quirks)
    family.read(Written(name, raw, path or (name,), private))
    return list(family.whole().values())


class _Family:
    """The rules as they are read, and what is wrong in them."""

    def __init__(self, today: date, unit_key: UnitKey | None, quirks: bool) -> None:
        self.today, self.unit_key, self.quirks = today, unit_key, quirks
        self.rules: dict[str, Rule] = {}
        self.paths: dict[str, Path] = {}
        self.faults: list[Fault] = []

    def whole(self) -> dict[str, Rule]:
        """The rules, once none of them is wrong."""
        if self.faults:
            raise ModelError(self.faults)
        return self.rules

    def read(self, top: Written) -> None:
        """Read a rule and those nested in it, each before its own nested ones, without recursion."""
        waiting = [top]
        while waiting:
            waiting.extend(reversed(self._one(waiting.pop())))

    def _one(self, written: Written) -> list[Written]:
        rule = Rule(written.name, undefined(), private=written.private, path=written.path)
        reader = Reader(rule, written.path, self.today, self.unit_key, self.quirks)
        with self._gathering(reader, written.path):
            self._add(rule, written.path, reader)
            rule.raw = _mapping(written.raw, reader)
            self._fill(rule, written, reader)
        return [_written(rule.name, *nested) for nested in reader.declared]

    def _add(self, rule: Rule, path: Path, reader: Reader) -> None:
        if len(path) > DEEPEST_PATH:
            reader.declared.clear()
            raise ModelError(Fault("PC212", "rules are nested too deep in one another", "", path[:2]))
        known = self.paths.setdefault(rule.name, path)
        if known is not path:
            mend = "keep one of the two definitions"
            raise ModelError(Fault("PC216", f"the rule « {rule.name} » is defined twice", mend, path, (known,)))
        self.rules[rule.name] = rule

    def _fill(self, rule: Rule, written: Written, reader: Reader) -> None:
        with self._gathering(reader, written.path):
            declare(rule, reader)
        with self._gathering(reader, written.path):
            check_name(rule, reader)
        raw = rule.raw
        with self._gathering(reader, written.path):
            reader.chain(rule.value, raw, NESTED)
        with self._gathering(reader, written.path):
            rule.possibilities, raw = read_possibilities(rule.raw, reader)
        with self._gathering(reader, written.path):
            rule.value = _value(rule, written.raw, raw, reader)

    @contextmanager
    def _gathering(self, reader: Reader, path: Path) -> Iterator[None]:
        """Keep what is wrong in a part of the rule, and go on with the next part."""
        reader.back_to(path)
        try:
            yield
        except ModelError as wrong:
            self.faults.extend(wrong.faults)
        except RecursionError:
            self.faults.append(Fault("PC212", "this rule is nested too deep", "make rules of its inner parts", path))


def _written(parent: str, name: str, raw: Any, path: Path) -> Written:
    private = name.startswith(PRIVATE_PREFIX)
    bare = name.removeprefix(PRIVATE_PREFIX)
    return Written(f"{parent} . {bare}" if parent else bare, raw, path, private)


def _mapping(raw: Any, reader: Reader) -> Mapping[str, Any]:
    """The full form of a rule, whatever its short hand."""
    if raw is None:
        return {}
    if isinstance(raw, Mapping):
        return raw
    if isinstance(raw, bool):
        reader.refuse("PC203", f"« {str(raw).lower()} » is not a value", mend="write « oui » or « non »")
    if not isinstance(raw, str | int | float):
        mend = "write a value, or a mapping such as « somme: » and its list"
        reader.refuse("PC214", "a rule is a value or a mapping", mend=mend)
    return {"valeur": raw}


def _value(rule: Rule, written: Any, raw: Mapping[str, Any], reader: Reader) -> Node:
    """The whole chain of a rule: its own words around the slot that a situation fills (SPEC §3.4)."""
    if isinstance(written, Mapping) or written is None:
        words = [word for word in raw if word in PLAIN]
        if "formule" in raw:
            words = ["formule", *(word for word in words if word != "valeur")]
        value = reader.plain(raw, words)
    else:
        value = reader.node(written)
    if rule.private:
        return reader.chain(value, raw, PRIVATE)
    return reader.chain(value, {**raw, "dans la situation": Slot(rule)}, PUBLIC)


def _slot(_scope: Scope, value: Node, slot: Node) -> Node:
    return dans_la_situation.lower(value, slot)


def _default(scope: Scope, value: Node, body: Any) -> Node:
    """The default of a rule that can be asked: taking it tells that the rule is missing (SPEC §3.5)."""
    return par_defaut.lower(value, DefaultUsed(scope.node(body), scope.rule))


NESTED: dict[str, Chained] = {"avec": CHAINED["avec"]}
"""Read before the value, so that the rules of `avec` come before those declared deeper."""

PRIVATE: dict[str, Chained] = {word: read for word, read in CHAINED.items() if word not in NESTED}
"""The words that bear on the value of a rule."""

PUBLIC: dict[str, Chained] = {**PRIVATE, "dans la situation": _slot, "par défaut": _default}
"""The words that bear on the value of a rule that a situation may set."""
