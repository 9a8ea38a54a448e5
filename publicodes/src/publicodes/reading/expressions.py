"""Expressions: the text of a formula, read into mechanism objects.

`2 + a` gives `{"+": [{"constant": {"type": "number", "nodeValue": 2.0}}, {"variable": "a"}]}`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final, TypeAlias

from publicodes.values.dates import normalised

Raw: TypeAlias = dict[str, Any]
"""A mechanism object. It is shared between readers and never changed."""

DEEPEST: Final = 200

BLANK: Final = r"[\t\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
LETTER: Final = r"[A-Za-z\u00c0-\u017f$]"
START: Final = r"[A-Za-z\u00c0-\u017f0-9$€%'\",°²_«»]"
REST: Final = r"[A-Za-z\u00c0-\u017f0-9$€%'\",°²_«»+-]*+"
WORDS: Final = rf"{REST}(?:{BLANK}{START}{REST})*+"
SEGMENT: Final = rf"{LETTER}{WORDS}"
SYMBOL: Final = rf"[A-Za-z\u00c0-\u017f$€%°{{}}]{WORDS}"

LINES: Final = re.compile(r"\s*\n\s*")
DATE: Final = re.compile(r"(?:(?:0?[1-9]|[12][0-9]|3[01])/)?(?:0?[1-9]|1[0-2])/[0-9]{4}")
NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
UNIT: Final = re.compile(rf"{BLANK}*(/?{SYMBOL}(?:{BLANK}*[./]{SYMBOL})*)")
NAME: Final = re.compile(rf"\^(?: \. {SEGMENT})*|{SEGMENT}(?: \. {SEGMENT})*")
BLANKS: Final = re.compile(rf"{BLANK}*")
OPERATOR: Final = re.compile(rf"{BLANK}+(>=|<=|!=|//|\*\*|[><=+*/-]){BLANK}+")

RANKS: Final = {
    **dict.fromkeys((">", "<", ">=", "<=", "=", "!="), 1),
    **dict.fromkeys(("+", "-"), 2),
    **dict.fromkeys(("*", "/", "//"), 3),
    "**": 4,
}
NEGATION: Final = "negation"
WORDS_OF_BOOLEANS: Final = {"oui": True, "non": False}


class Unparsable(Exception):
    """A text that is no expression: `what` is wrong at `column`, counted from 1."""

    def __init__(self, column: int, what: str) -> None:
        super().__init__(column, what)
        self.column, self.what = column, what

    def __str__(self) -> str:
        return f"column {self.column}: {self.what}"


@lru_cache(maxsize=65_536)
def parse(text: str) -> Raw:
    """Read an expression. Raises Unparsable; its column counts in the text once its lines are joined."""
    joined = LINES.sub(" ", text) if "\n" in text else text
    return _Reading(joined.rstrip()).expression()


class _Reading:
    """One text being read: operands read so far with their depths, and operators that wait for their right side."""

    __slots__ = ("at", "operands", "pending", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = len(text) - len(text.lstrip())
        self.operands: list[tuple[Raw, int]] = []
        self.pending: list[str] = []

    def expression(self) -> Raw:
        self.operand()
        while self.at < len(self.text):
            self.operator()
            self.operand()
        self.apply(0)
        if self.pending:
            raise self.refusal("a parenthesis is not closed")
        return self.operands[0][0]

    def operand(self) -> None:
        """Read opening signs, one atom, then the parentheses that close on it."""
        while self.text.startswith(("(", "-"), self.at):
            self.pending.append("(" if self.text[self.at] == "(" else NEGATION)
            if len(self.pending) > DEEPEST:
                raise self.refusal(f"the expression is more than {DEEPEST} levels deep")
            self.at += 1
            self.at = self.past(BLANKS)
        self.operands.append((self.atom(), 0))
        self.negate()
        while self.text.startswith(")", end := self.past(BLANKS)):
            self.at = end
            self.close()

    def past(self, pattern: re.Pattern[str]) -> int:
        """Where what the pattern matches here ends."""
        found = pattern.match(self.text, self.at)
        return found.end() if found else self.at

    def close(self) -> None:
        self.apply(0)
        if not self.pending:
            raise self.refusal("a parenthesis closes that was not opened")
        self.pending.pop()
        self.at += 1
        self.negate()

    def operator(self) -> None:
        found = OPERATOR.match(self.text, self.at)
        if found is None:
            raise self.refusal("an operator between blanks, or the end, was expected")
        self.apply(RANKS[found[1]] + (found[1] == "**"))
        self.pending.append(found[1])
        self.at = found.end()

    def apply(self, rank: int) -> None:
        """Build the operations that wait and bind at least as tightly as `rank`."""
        while self.pending and RANKS.get(self.pending[-1], -1) >= rank:
            right = self.operands.pop()
            self.build(self.pending.pop(), self.operands.pop(), right)

    def negate(self) -> None:
        while self.pending and self.pending[-1] == NEGATION:
            self.pending.pop()
            self.build("-", (_constant("number", 0.0), 0), self.operands.pop())

    def build(self, operator: str, left: tuple[Raw, int], right: tuple[Raw, int]) -> None:
        depth = 1 + max(left[1], right[1])
        if depth > DEEPEST:
            raise self.refusal(f"the expression is more than {DEEPEST} levels deep")
        self.operands.append(({operator: [left[0], right[0]]}, depth))

    def atom(self) -> Raw:
        first = self.text[self.at : self.at + 1]
        if "0" <= first <= "9":
            return self.date() or self.number()
        if first in ("'", '"'):
            return self.quoted(first)
        found = NAME.match(self.text, self.at)
        if found is None:
            raise self.refusal("a value, a name or a parenthesis was expected")
        self.at = found.end()
        boolean = WORDS_OF_BOOLEANS.get(found[0])
        return {"variable": found[0]} if boolean is None else _constant("boolean", boolean)

    def date(self) -> Raw | None:
        found = DATE.match(self.text, self.at)
        if found is None:
            return None
        try:
            day = normalised(found[0])
        except ValueError as fault:
            raise self.refusal(str(fault)) from None
        self.at = found.end()
        return _constant("date", day)

    def number(self) -> Raw:
        start, self.at = self.at, self.past(NUMBER)
        raw = _constant("number", float(self.text[start : self.at]))
        if unit := UNIT.match(self.text, self.at):
            self.at = unit.end()
            raw["constant"]["rawUnit"] = unit[1]
        return raw

    def quoted(self, quote: str) -> Raw:
        """A text runs to the last quote of its style."""
        end = self.text.rfind(quote)
        if end == self.at:
            raise self.refusal("the text is not closed")
        start, self.at = self.at + 1, end + 1
        return _constant("string", self.text[start:end])

    def refusal(self, what: str) -> Unparsable:
        return Unparsable(self.at + 1, what)


def _constant(kind: str, value: float | bool | str) -> Raw:
    return {"constant": {"type": kind, "nodeValue": value}}
