"""Paths: what is remembered along ways that only some rows take, and for which rows it still holds.

The walker's memory of a row holds what this row came through. Here one memory serves all rows, so each entry is
*sure* (every row on the present way came through it), *doubtful* (only rows of a way that is closed did; its value
does not depend on the way), *stale* (its value hangs on that way: on rules that were under evaluation there; it holds
for the rows that went there, the others find it anew) or *spare* (found for another target).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.core.rules import Rule
from publicodes.errors import EvaluationError, Fault
from publicodes.resolving.linking import Model
from publicodes.specialising.instructions import Builder, Mask
from publicodes.specialising.symbols import WALKED, Given, Merger, lift, settle
from publicodes.values.units import Unit
from publicodes.walking.environment import Environment, Log, Options, Result, Situation
from publicodes.walking.missing import NONE

Outcome = tuple[Given, Unit | None]
NEVER = 1 << 60
DEEPEST = 12
"""Situations within situations: what is nested deeper is walked."""
LONGEST = 1_000_000
"""Nodes evaluated in one walk: targets that need more are walked."""


class Exhausted(Exception):
    """The walk is too long."""


class Path:
    """The way under evaluation, through all environments. `level` counts the undecided conditions it is under.

    `mask` are the rows that take it; `bound` is the highest level on whose way the value at hand hangs; `trail` are
    the entries made since each fork.
    """

    __slots__ = ("bound", "level", "mask", "steps", "trail")

    def __init__(self) -> None:
        self.level = self.bound = self.steps = 0
        self.mask: Mask = True
        self.trail: list[tuple[Remembering, Any]] = []


class Remembering(Environment):
    """An environment whose memory knows for which rows it holds."""

    def __init__(
        self,
        model: Model,
        situation: Situation,
        options: Options,
        log: Log | None = None,
        build: Builder | None = None,
        path: Path | None = None,
        nested: int = 0,
    ) -> None:
        super().__init__(model, situation, options, log)
        self.build, self.path, self.nested = build or Builder(), path or Path(), nested
        self.merger = Merger(self.build)
        self.doubtful: set[Any] = set()
        self.ways: dict[Any, Mask] = {}
        self.tied: dict[Any, int] = {}
        self.stale: dict[Any, list[tuple[Result, Mask]]] = {}
        self.spare: dict[Any, Result] = {}
        self.places: dict[Rule, int] = {}
        self.checks: dict[Rule, int] = {}
        self.hung: dict[Any, int] = {}
        self.hanging: dict[int, list[Any]] = {}
        self.cut = NEVER

    def within(self, situation: Situation) -> Remembering:
        if self.nested >= DEEPEST:
            raise EvaluationError(Fault("PC510", "situations are nested too deep", "break the cycle between them"))
        return type(self)(self.model, situation, self.options, self.log, self.build, self.path, self.nested + 1)

    def depth(self) -> int:
        return len(self.stack) + len(self.checking)

    # Entries

    def node(self, node: n.Node) -> Result:
        found = self.memo.get(node)
        if found is None:
            return self.remember(node, self.methods[node.__class__], node)
        self.met(node)
        return found

    def rule(self, rule: Rule) -> Result:
        found = self.memo.get(rule)
        if found is None:
            return self.remember(rule, _rule, rule)
        self.met(rule)
        return found

    def met(self, key: Any) -> None:
        """Rows on the present way come through an entry made before."""
        if key in self.doubtful:
            self.doubtful.discard(key)
            if self.path.level:
                self.path.trail.append((self, key))
        if key in self.tied:
            self.path.bound = max(self.path.bound, self.tied[key])
        if key in self.hung:
            self.cut = min(self.cut, self.hung[key])

    def remember(self, key: Any, evaluate: Callable[[Any, Any], Result], part: Any) -> Result:
        """Evaluate an entry and keep it, with what its value hangs on."""
        path, cut, bound, depth = self.path, self.cut, self.path.bound, self.depth()
        self.cut, path.bound = NEVER, 0
        path.steps += 1
        if path.steps > LONGEST:
            raise Exhausted
        try:
            found = self.spare.pop(key, None)
            if found is None:
                before = self.stale.pop(key, ())
                found = self._agreed(key, evaluate(self, part), before)
            self.memo[key] = found
            self._keep(key, depth, path.level if self.cut < depth else path.bound)
        finally:
            self.cut, path.bound = min(cut, self.cut), max(bound, path.bound)
        return found

    def _keep(self, key: Any, depth: int, level: int) -> None:
        self.doubtful.discard(key)
        for known in (self.tied, self.hung):
            known.pop(key, None)
        if level:
            self.tied[key] = level
        if self.cut < depth:
            self.hung[key] = self.cut
            self.hanging.setdefault(depth - 1 if key.__class__ is tuple else self.cut, []).append(key)
        if self.path.level:
            self.path.trail.append((self, key))

    def sure(self, key: Any) -> bool:
        """Whether every row on the present way came through this entry."""
        return key in self.memo and key not in self.doubtful

    def elsewhere(self, key: Any) -> list[tuple[Result, Mask]]:
        """What rows may have come through, with the rows that did."""
        found = list(self.stale.get(key, ()))
        if key in self.memo:
            found.append((self.memo[key], self.ways.get(key, False) if key in self.doubtful else True))
        return found

    # What an entry hangs on

    def hang(self, rule: Rule) -> None:
        """The value at hand would differ if `rule` were not under evaluation."""
        if rule in self.places:
            self.cut = min(self.cut, self.places[rule])

    def release(self) -> None:
        """A rule is no longer under evaluation. An applicability is not kept longer than the rules it hangs on."""
        for key in self.hanging.pop(self.depth(), ()):
            self.hung.pop(key, None)
            if key.__class__ is tuple:
                self.memo.pop(key, None)

    # Forks

    def fork(self, mask: Mask, evaluate: Callable[[], Outcome]) -> Outcome:
        """Evaluate for the rows of a mask only: what fails there fails only for them."""
        path = self.path
        start, before = len(path.trail), path.mask
        path.level += 1
        path.mask = self.build.both(before, mask)
        try:
            return evaluate()
        except EvaluationError:
            return WALKED, None
        finally:
            self._leave(start)
            path.mask = before

    def forked(self, mask: Mask, node: n.Node) -> Outcome:
        return self.fork(mask, lambda: self.node(node)[:2])

    def _leave(self, start: int) -> None:
        """What hangs on the way that closes is stale; the rest is doubtful."""
        path = self.path
        level, kept = path.level, []
        for env, key in path.trail[start:]:
            tied = env.tied.get(key, 0)
            if tied >= level:
                env.outdate(key)
            elif key in env.memo:
                env.doubtful.add(key)
                env.ways[key] = self.build.either(env.ways.get(key, False), path.mask)
                kept += [(env, key)] if tied else []
        path.trail[start:] = kept
        path.level = level - 1
        path.bound = min(path.bound, path.level)

    def outdate(self, key: Any) -> None:
        """An entry becomes stale."""
        found = self._drop(key)
        if found is not None and key.__class__ is not tuple:
            self.stale.setdefault(key, []).append((found, self.path.mask))

    def _drop(self, key: Any) -> Result | None:
        self.tied.pop(key, None)
        self.doubtful.discard(key)
        if isinstance(key, n.Context):
            self.contexts.pop(key, None)
        return self.memo.pop(key, None)

    def _agreed(self, key: Any, found: Result, before: Sequence[tuple[Result, Mask]]) -> Result:
        """What is found now, but for the rows that found it before. It overwrites what was found meanwhile."""
        if not before:
            self.stale.pop(key, None)
            return found
        self.stale[key] = list(before)
        value, unit = found[:2]
        for (old, own, _), mask in reversed(before):
            if old.__class__ is not value.__class__ or old != value or own != unit:
                value, unit = self.merger.merge(mask, old, own, value, unit)
        return value, unit, NONE

    def lost(self, value: Given, walked: Mask) -> Given:
        """The value, with more rows to be walked."""
        if walked is False:
            return value
        symbol = lift(value)
        return settle(replace(symbol, walked=self.build.either(symbol.walked, walked)))

    # Targets

    def apart(self, evaluate: Callable[[], Outcome]) -> Outcome:
        """Evaluate a target as if it were the first: what others found is kept when it does not hang on the way."""
        path = self.path
        path.level, path.mask = 1, True
        try:
            return evaluate()
        except (EvaluationError, Exhausted):
            return WALKED, None
        finally:
            for env, key in path.trail:
                env.set_aside(key)
            path.trail.clear()
            path.level = path.bound = 0

    def set_aside(self, key: Any) -> None:
        self.stale.clear()
        self.ways.clear()
        self.hung.clear()
        self.hanging.clear()
        tied = key in self.tied or key.__class__ is tuple
        found = self._drop(key) if tied or key in self.memo else None
        if found is not None and not tied:
            self.spare[key] = found


def _rule(env: Remembering, rule: Rule) -> Result:
    return env._rule(rule)
