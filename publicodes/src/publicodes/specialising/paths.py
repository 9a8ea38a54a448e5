"""Paths: what is remembered along ways that only some rows take.

A value found while a rule under evaluation outside of the way was entered again hangs on that way: it is forgotten when
the way closes, and the other rows find it anew. Every other value holds for all rows, whichever found it first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.errors import EvaluationError, Fault
from publicodes.resolving.linking import Model
from publicodes.specialising.instructions import Builder, Mask
from publicodes.specialising.merging import Merger
from publicodes.specialising.symbols import WALKED, Found, Given, Outcome, lift, settle
from publicodes.walking.environment import Environment, Log, Options, Situation

NEVER = 1 << 60
DEEPEST = 12
"""Situations within situations: what is nested deeper is walked."""
LONGEST = 60_000
"""Nodes evaluated for one target: one that needs more is walked. A payslip needs about 5,000."""
SHARE, LEAST = 0.9, 500
"""What one way may use of the nodes left to the ways around it, and what it may use at least."""


class Exhausted(Exception):
    """The walk is too long."""


class Course:
    """What the environments of one program share: how long the walk of a target is, the equations tried, the contexts
    being evaluated."""

    __slots__ = ("build", "contexts", "limit", "rooms", "steps")

    def __init__(self) -> None:
        self.build, self.steps, self.limit = Builder(), 0, LONGEST
        self.contexts: list[n.Context] = []
        self.rooms: dict[Any, Any] = {}

    def shortened(self) -> int:
        """Limit the way that starts; gives the limit of those around it, to be put back when it closes."""
        before = self.limit
        self.limit = min(before, self.steps + max(LEAST, int((before - self.steps) * SHARE)))
        return before


class Remembering(Environment):
    """An environment that goes several ways and remembers what holds on all of them.

    `cut` is the lowest place, in the stack of rules, of those entered again while the value at hand was found.
    """

    def __init__(
        self,
        model: Model,
        situation: Situation,
        options: Options,
        log: Log | None = None,
        course: Course | None = None,
        nested: int = 0,
    ) -> None:
        super().__init__(model, situation, options, log)
        self.course = course or Course()
        self.build = self.course.build
        self.merger = Merger(self.build)
        self.nested, self.cut = nested, NEVER

    def within(self, situation: Situation) -> Remembering:
        if self.nested >= DEEPEST:
            raise EvaluationError(Fault("PC510", "situations are nested too deep", "break the cycle between them"))
        return type(self)(self.model, situation, self.options, self.log, self.course, self.nested + 1)

    def room(self, owner: Any, situation: Situation, make: Callable[[], Any]) -> Any:
        """What was made before for the same owner in the same situation, by any target, else made now."""
        known = frozenset((name, one if isinstance(one, n.Node) else one[:2]) for name, one in situation.items())
        found = self.course.rooms.get((owner, known))
        if found is None:
            found = self.course.rooms[owner, known] = make()
        return found

    def node(self, node: n.Node) -> Found:
        found = self.memo.get(node)
        if found is None:
            self.course.steps += 1
            if self.course.steps > self.course.limit:
                raise Exhausted
            found = self.memo[node] = self.methods[node.__class__](self, node)
        return found

    def hang(self, rule: Rule) -> None:
        """The value at hand would differ if `rule` were not under evaluation."""
        if rule in self.stack:
            self.cut = min(self.cut, self.stack.index(rule))

    def fork(self, evaluate: Callable[[], Outcome]) -> Outcome:
        """Evaluate on a way that only some rows may take: what fails there fails for them only."""
        depth, known, before = len(self.stack), len(self.memo), self.cut
        self.cut = NEVER
        limit = self.course.shortened()
        try:
            return evaluate()
        except (EvaluationError, RecursionError):
            return WALKED, None
        except Exhausted:
            if self.course.limit == limit:
                raise
            return WALKED, None
        finally:
            self.course.limit = limit
            if self.cut < depth:
                self._forget(known)
            self.cut = min(self.cut, before)

    def _forget(self, known: int) -> None:
        for _ in range(len(self.memo) - known):
            self.memo.popitem()

    def forked(self, node: n.Node) -> Outcome:
        return self.fork(lambda: self.node(node)[:2])

    def whole(self, node: n.Node) -> Outcome:
        """The value of a target for all rows."""
        self.course.steps, self.course.limit = 0, LONGEST
        try:
            return self.node(node)[:2]
        except (EvaluationError, RecursionError, Exhausted):
            return WALKED, None

    def lost(self, value: Given, walked: Mask) -> Any:
        """The value, with more rows to be walked."""
        if walked is False:
            return value
        symbol = lift(value)
        return settle(replace(symbol, walked=self.build.either(symbol.walked, walked)))
