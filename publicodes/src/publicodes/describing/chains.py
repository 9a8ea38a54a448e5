"""Chains: a value, the words that bear on it, and which answer, default or computation counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publicodes.core import nodes as n
from publicodes.describing.notes import Note
from publicodes.describing.wording import worded
from publicodes.inferring.types import target
from publicodes.mechanisms import CHAINED
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.walking.environment import Environment, Result

SILENT = frozenset(("avec", "variable manquante", "par défaut", "dans la situation"))
OWN = frozenset(("contexte", "résoudre la référence circulaire"))
"""Chained words that are steps of their own: what they bear on was found in another environment."""

CONDITIONS = frozenset(("applicable si", "non applicable si"))
BOUNDS = frozenset(("plafond", "plancher"))


@dataclass(slots=True)
class Chain:
    """The innermost node that counted, the chained nodes around it, outermost first, and what is to be noted."""

    base: n.Node
    outer: list[n.Node] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def found(env: Environment, node: n.Node) -> Result | None:
    """What the walk found for a node; None when it had no need of it."""
    result = env.memo.get(node)
    if result is None and isinstance(node, n.Reference):
        return env.memo.get(target(node)) or env.memo.get(node.rule)
    return result


def word_of(node: n.Node) -> str:
    return node.clause.word if node.clause is not None else ""


def part_of(node: n.Node, name: str) -> Any:
    """The operand that a clause has under a name."""
    return node.clause.parts[name] if node.clause is not None else None


def chain_of(env: Environment, node: n.Node) -> Chain:
    """Follow a chain inwards, to the answer, the default or the value that counted."""
    chain = Chain(node)
    while (word := word_of(chain.base)) in CHAINED and word not in OWN:
        inner = _inwards(env, chain, word)
        chain.base = inner.value if isinstance(inner, n.DefaultUsed) and inner.clause is None else inner
    chain.notes += _excluding(env, chain)
    return chain


def _inwards(env: Environment, chain: Chain, word: str) -> n.Node:
    node, inner = chain.base, part_of(chain.base, "valeur")
    if word == "dans la situation" and _defined(env, part_of(node, "situation")):
        given = answer(env, part_of(node, "situation"))
        chain.notes.append(Note("set" if isinstance(given, n.Slot) else "answered"))
        return given
    if word == "par défaut" and not _defined(env, inner) and found(env, part_of(node, "défaut")) is not None:
        chain.notes.append(Note("default"))
        default: n.Node = part_of(node, "défaut")
        return default
    if word not in SILENT:
        chain.outer.append(node)
    return inner  # type: ignore[no-any-return]


def _defined(env: Environment, node: n.Node) -> bool:
    result = found(env, node)
    return result is not None and result[0] is not UNDEFINED


def answer(env: Environment, slot: n.Node) -> n.Node:
    """What the situation says, when it was written; the slot itself when a context or a solution filled it."""
    written = env.situation.get(slot.rule.name) if isinstance(slot, n.Slot) else None
    return written if isinstance(written, n.Node) else slot


def _excluding(env: Environment, chain: Chain) -> Iterator[Note]:
    """The condition that made the whole not applicable, so that the value was not needed."""
    for node in chain.outer:
        word, result = word_of(node), found(env, node)
        excluded = word in CONDITIONS and result is not None and result[0] is NOT_APPLICABLE
        if excluded and found(env, part_of(node, "valeur")) is None:
            yield Note("excluded", word, f"{word} {worded(part_of(node, 'condition'))}")


def literal(node: n.Node) -> bool:
    """Whether a node is its own value."""
    return isinstance(node, n.Constant | n.Slot)


def bounded(env: Environment, node: n.Node) -> bool:
    """Whether a ceiling or a floor took the place of the value."""
    if word_of(node) not in BOUNDS or not isinstance(node, n.Condition):
        return False
    test = found(env, node.test)
    return test is not None and test[0] is True


def changed(env: Environment, node: n.Node) -> bool:
    """Whether a chained word gave another value, or the same in another unit, than it was given."""
    before, after = found(env, part_of(node, "valeur")), found(env, node)
    if before is None or after is None:
        return False
    return before[0] != after[0] or (before[1] is not None and before[1] != after[1])
