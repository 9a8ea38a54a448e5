"""Objects: an expression, a number or a mechanism object → a node of the core (SPEC §6.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NoReturn, cast

from publicodes.core.nodes import Constant, Node, Operation, Operator, Reference, undefined
from publicodes.core.rules import Rule
from publicodes.errors import Fault, ModelError, Path, near
from publicodes.mechanisms import CHAINED, PLAIN
from publicodes.mechanisms.bodies import Chained
from publicodes.mechanisms.scope import Step
from publicodes.reading.expressions import Unparsable, parse
from publicodes.values.units import Unit, parse_unit

DEEPEST = 100
"""Objects inside objects; published models stay under 15."""

WORDS = (*PLAIN, *CHAINED)

UnitKey = Callable[[str], str]


class Reader:
    """Reads one rule: the Scope its mechanisms see. `declared` receives the rules nested in it, with their paths."""

    __slots__ = ("_depth", "_path", "_record", "_today", "_unit_key", "declared", "quirks", "rule")

    def __init__(self, record: Rule, path: Path, today: date, unit_key: UnitKey | None, quirks: bool = False) -> None:
        self.rule, self.quirks = record.name, quirks
        self._today = today
        self.declared: list[tuple[str, Any, Path]] = []
        self._record = record
        self._unit_key = unit_key
        self._path: list[Step] = list(path)
        self._depth = 0

    @property
    def today(self) -> date:
        self._record.dated = True
        return self._today

    def back_to(self, path: Path) -> None:
        """Start again from `path`, after a fault or for another part of the rule."""
        self._path[:] = path
        self._depth = 0

    @property
    def path(self) -> Path:
        """Where the reader stands."""
        return tuple(self._path)

    def fix(self, reference: Reference) -> None:
        """Keep replacements from touching `reference`."""
        self._record.fixed.add(id(reference))

    def node(self, raw: Any, *keys: Step) -> Node:
        path = self._path
        path.extend(keys)
        kind = type(raw)
        if kind is str:
            node = self._expression(raw)
        elif kind is dict or isinstance(raw, Mapping):
            node = self._object(raw)
        elif kind is float or kind is int:
            node = self._number(raw)
        else:
            self._no_value(raw)
        if keys:
            del path[-len(keys) :]
        return node

    def nodes(self, raw: Any, *keys: Step) -> list[Node]:
        if not isinstance(raw, list | tuple):
            code = "PC204" if raw is None else "PC205"
            self.refuse(code, "a list is expected here", *keys, mend="begin each item with « - » on its own line")
        return [self.node(item, *keys, place) for place, item in enumerate(raw)]

    def reference(self, name: Any, *keys: Step, fixed: bool = False) -> Reference:
        if not isinstance(name, str):
            self.refuse("PC209", "the name of a rule is expected here", *keys)
        reference = Reference(name)
        self._record.references.append((reference, (*self._path, *keys)))
        if fixed:
            self.fix(reference)
        return reference

    def declare(self, name: Any, raw: Any, *keys: Step) -> None:
        if not isinstance(name, str):
            self.refuse("PC215", f"« {name} » is not a name of rule", *keys)
        self.declared.append((name, raw, (*self._path, *keys)))

    def unit(self, text: Any, *keys: Step) -> Unit:
        if not isinstance(text, str):
            self.refuse("PC211", "a unit is expected here", *keys, mend="write « €/mois », « % »…")
        try:
            return parse_unit(text, self._unit_key)
        except ValueError as wrong:
            self.refuse("PC211", str(wrong), *keys, mend="write « €/mois », without blanks around the slash")

    def refuse(self, code: str, what: str, *keys: Step, mend: str = "") -> NoReturn:
        raise ModelError(Fault(code, what, mend, (*self._path, *keys)))

    def chain(self, value: Node, raw: Mapping[str, Any], words: Mapping[str, Chained] = CHAINED) -> Node:
        """The value with the words of `raw` that bear on it, the innermost first."""
        for word, read in words.items():
            if word in raw:
                self._path.append(word)
                value = read(self, value, raw[word])
                self._path.pop()
        return value

    def plain(self, raw: Mapping[str, Any], words: Sequence[str]) -> Node:
        """The value told by the only word of `words`; undefined when there is none."""
        if len(words) > 1:
            told = " and ".join(f"« {word} »" for word in words)
            self.refuse("PC202", f"{told} stand at the same level", mend="put one inside the other, or indent it")
        if not words:
            return undefined()
        self._path.append(words[0])
        node = PLAIN.get(words[0], PLAIN["valeur"])(self, raw[words[0]])
        self._path.pop()
        return node

    def _object(self, raw: Mapping[str, Any]) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            self.refuse("PC212", f"more than {DEEPEST} objects are nested here", mend="make rules of the inner ones")
        words = [word for word in raw if word not in CHAINED]
        for word in words:
            if word not in PLAIN:
                self.refuse("PC201", f"« {word} » is not a word of the language", word, mend=near(str(word), WORDS))
        node = self.plain(raw, words)
        if len(words) != len(raw):
            node = self.chain(node, raw)
        self._depth -= 1
        return node

    def _expression(self, text: str) -> Node:
        try:
            return self._parsed(parse(text))
        except Unparsable as wrong:
            self.refuse("PC210", f"« {_short(text)} » cannot be read: {wrong}", mend=_mend(text))

    def _parsed(self, raw: Mapping[str, Any]) -> Node:
        """The node of a parsed expression; left operands are followed without recursion, `a + b + c…` may be long."""
        right: list[tuple[str, Any]] = []
        while True:
            ((word, body),) = raw.items()
            if word == "variable" or word == "constant":
                break
            right.append((word, body[1]))
            raw = body[0]
        node: Node = self.reference(body) if word == "variable" else self._literal(body)
        while right:
            word, body = right.pop()
            node = Operation(cast(Operator, word), node, self._parsed(body))
        return node

    def _literal(self, body: Mapping[str, Any]) -> Constant:
        value = body["nodeValue"]
        raw_unit = body.get("rawUnit")
        if body["type"] == "number":
            value = float(value)
        return Constant(value, None if raw_unit is None else self.unit(raw_unit), body["type"])

    def _number(self, raw: float) -> Constant:
        try:
            return Constant(float(raw), None, "number")
        except OverflowError:
            self.refuse("PC213", "this number is too large")

    def _no_value(self, raw: Any) -> NoReturn:
        if raw is None:
            self.refuse("PC204", "nothing is written here", mend="write a value, or take the key away")
        if isinstance(raw, bool):
            self.refuse("PC203", f"« {str(raw).lower()} » is not a value", mend="write « oui » or « non »")
        if isinstance(raw, list | tuple):
            mend = "name the mechanism of the list: « somme », « toutes ces conditions »…"
            self.refuse("PC207", "a list stands where one value is expected", mend=mend)
        self.refuse("PC208", f"a {type(raw).__name__} is not a value of the language")


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _mend(text: str) -> str:
    if any(sign in text for sign in "+-*/<>="):
        return "put a blank on each side of every operator: « 2 + 2 », not « 2+2 »"
    return "a text is written between quotes inside the quotes of the file: \"'CDI'\""
