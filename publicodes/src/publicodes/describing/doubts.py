"""Doubts: what is not wrong in a model, and yet is seldom meant.

Codes: PC290 a key that looks like a word of the language and is none · PC591 units that do not convert, the numbers
being taken as they are · PC592 a cycle of rules. Errors met on the way keep their own codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from publicodes.core.rules import Rule
from publicodes.errors import EvaluationError, Fault
from publicodes.mechanisms import CHAINED, PLAIN
from publicodes.walking.walker import Walker

DECLARED = ("formule", "une possibilité", "remplace", "rend non applicable", "privé", "possiblement non applicable")
WORDS = tuple(word for word in (*PLAIN, *CHAINED, *DECLARED) if len(word) > 2)
NEAR = 0.85
KINDS = {
    "unitConversion": (
        "PC591",
        "units that do not convert are met in « {} »: the numbers are taken as they are",
        "convert one with « unité »",
    ),
    "cyclicReferences": ("PC592", "a cycle of rules is cut in « {} »: what closes it is undefined", "break the cycle"),
}


def doubts(walker: Walker, rules: Iterable[Rule]) -> list[Fault]:
    """What is dubious in `rules`: their keys, and what they do when the situation of `walker` is all that is known."""
    found: list[Fault] = []
    for rule in rules:
        found += [*misspelt(rule), *_tried(walker, rule)]
    return found


def misspelt(rule: Rule) -> Iterator[Fault]:
    """Keys that the language ignores and that are nearly words of it."""
    for key in rule.raw:
        if isinstance(key, str) and key not in WORDS and (meant := get_close_matches(key, WORDS, 1, NEAR)):
            yield Fault(
                "PC290",
                f"« {key} » is no word of the language: it is ignored",
                f"did you mean « {meant[0]} »?",
                (rule.name, key),
            )


def _tried(walker: Walker, rule: Rule) -> Iterator[Fault]:
    walker.log.warnings.clear()
    try:
        walker.rule(rule)
    except EvaluationError as error:
        yield from error.faults
    for kind in sorted(walker.log.warnings & KINDS.keys()):
        code, what, mend = KINDS[kind]
        yield Fault(code, what.format(rule.name), mend, (rule.name,))
