"""Traversing: a walker that also keeps which public rules it met, in order (SPEC §19)."""

from __future__ import annotations

from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.resolving.linking import Model
from publicodes.walking.environment import Environment, Log, Method, Options, Result, Situation
from publicodes.walking.walker import Walker


class Traverser(Walker):
    """A walk of one expression. `met` are the public rules whose value it asked for, each where it was first met."""

    def __init__(self, model: Model, situation: Situation, options: Options, log: Log | None = None) -> None:
        super().__init__(model, situation, options, log)
        self.met: dict[str, None] = {}
        self.last: Traverser | None = None

    def rule(self, rule: Rule) -> Result:
        if not rule.private and not rule.enclosed:
            self.met[rule.name] = None
        return super().rule(rule)

    def within(self, situation: Situation) -> Environment:
        inner = self.last = Traverser(self.model, situation, self.options, self.log)
        return inner

    def merge(self, inner: Environment | None) -> None:
        if isinstance(inner, Traverser):
            self.met.update(inner.met)


def _solved(method: Method) -> Method:
    """Of the trials of a solution, only the last is kept."""

    def solve(env: Traverser, node: Any) -> Result:
        result = method(env, node)
        env.merge(env.last)
        return result

    return solve


def _context(env: Traverser, node: n.Context) -> Result:
    result = Walker.methods[n.Context](env, node)
    env.merge(env.contexts.get(node))
    return result


Traverser.methods = {
    **Walker.methods,
    n.Inversion: _solved(Walker.methods[n.Inversion]),
    n.Circular: _solved(Walker.methods[n.Circular]),
    n.Context: _context,
}


def traversed(model: Model, situation: Situation, options: Options, node: n.Node) -> tuple[str, ...]:
    """The public rules met in evaluating `node`. Raises EvaluationError."""
    walk = Traverser(model, situation, options)
    walk.node(node)
    return tuple(walk.met)
