"""Paths: what is remembered along ways that only some rows take, and for which rows it still holds.

The walker's memory of a row holds what this row came through. Here one memory serves all rows, so each entry is
*sure* (every row on the present way came through it), *doubtful* (only rows of a way that is closed did; its value
does not depend on the way), *stale* (its value hangs on that way: on rules that were under evaluation there; it holds
for the rows that went there, the others find it anew) or *spare* (found for another target).
"""

from __future__ import annotations

from collections import Counter
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
NOTHING: frozenset[int] = frozenset()
DEEPEST = 12
"""Situations within situations: what is nested deeper is walked."""
TURNS = 3
"""How often an applicability may be asked while it is under evaluation: the rows that need more are walked."""
LONGEST = 1_000_000
"""Nodes evaluated in one walk: targets that need more are walked."""


class Exhausted(Exception):
    """The walk is too long."""


class Path:
    """The way under evaluation, through all environments. `level` counts the undecided conditions it is under.

    `mask` are the rows that take it; `bound` is the highest level on whose way the value at hand hangs; `trail` are
    the entries made since each fork; `rooms` are the environments made for a given situation.
    """

    __slots__ = ("bound", "level", "mask", "rooms", "steps", "trail")

    def __init__(self) -> None:
        self.level = self.bound = self.steps = 0
        self.mask: Mask = True
        self.rooms: dict[Any, Any] = {}
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
        self.asked: Counter[Any] = Counter()
        self.places: dict[Rule, int] = {}
        self.checks: dict[Rule, int] = {}
        self.hung: dict[Any, frozenset[int]] = {}
        self.hanging: dict[int, list[Any]] = {}
        self.hangs = NOTHING

    def within(self, situation: Situation) -> Remembering:
        if self.nested >= DEEPEST:
            raise EvaluationError(Fault("PC510", "situations are nested too deep", "break the cycle between them"))
        return type(self)(self.model, situation, self.options, self.log, self.build, self.path, self.nested + 1)

    def room(self, owner: Any, situation: Situation, make: Callable[[], Any]) -> Any:
        """What was made before for the same owner in the same situation, else made now."""
        given = (owner, frozenset((name, one if isinstance(one, n.Node) else one[:2]) for name, one in situation.items()))
        found = self.path.rooms.get(given)
        if found is None:
            found = self.path.rooms[given] = make()
        return found

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
            self.hangs |= self.hung[key]

    def remember(self, key: Any, evaluate: Callable[[Any, Any], Result], part: Any) -> Result:
        """Evaluate an entry and keep it, with what its value hangs on."""
        path, hangs, bound, depth = self.path, self.hangs, self.path.bound, self.depth()
        self.hangs, path.bound = NOTHING, 0
        path.steps += 1
        if path.steps > LONGEST:
            raise Exhausted
        try:
            found = self.spare.pop(key, None)
            if found is None:
                before = self.stale.pop(key, ())
                found = self._agreed(key, evaluate(self, part), before)
            self.memo[key] = found
            self._keep(key, depth)
        finally:
            self.hangs, path.bound = hangs | self.hangs, max(bound, path.bound)
        return found

    def _keep(self, key: Any, depth: int) -> None:
        self.doubtful.discard(key)
        for known in (self.tied, self.hung):
            known.pop(key, None)
        if self.path.bound:
            self.tied[key] = self.path.bound
        if self.hangs:
            self._hang(key, frozenset(place for place in self.hangs if place < depth), depth)
        if self.path.level:
            self.path.trail.append((self, key))

    def _hang(self, key: Any, places: frozenset[int], depth: int) -> None:
        """Know when an entry will hang on what is past: once a rule that its value saw is no longer under evaluation."""
        self.hangs = places
        if places:
            self.hung[key] = places
            self.hanging.setdefault(depth - 1 if key.__class__ is tuple else max(places), []).append(key)

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
            self.hangs |= {self.places[rule]}

    def release(self) -> None:
        """A rule is no longer under evaluation: what saw it there holds for the rows that came through only."""
        for key in self.hanging.pop(self.depth(), ()):
            if self.hung.pop(key, None) is None:
                continue
            if key.__class__ is tuple:
                self.memo.pop(key, None)
            elif key in self.doubtful:
                self.outdate(key, False)
            elif self.path.level:
                self.tied[key] = self.path.level

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

    def trial(self, evaluate: Callable[[], Outcome]) -> Outcome:
        """Evaluate in an environment of its own, as every row that comes to it will."""
        before, self.path.mask = self.path.mask, True
        try:
            return self.fork(True, evaluate)
        finally:
            self.path.mask = before

    def _leave(self, start: int) -> None:
        """What hangs on the way that closes is stale; the rest is doubtful."""
        path = self.path
        level, kept = path.level, []
        for env, key in path.trail[start:]:
            tied = env.tied.get(key, 0)
            if tied >= level:
                env.outdate(key, path.mask)
            elif key in env.memo:
                env.doubtful.add(key)
                env.ways[key] = self.build.either(env.ways.get(key, False), path.mask)
                kept += [(env, key)] if tied else []
        path.trail[start:] = kept
        path.level = level - 1
        path.bound = min(path.bound, path.level)

    def outdate(self, key: Any, mask: Mask) -> None:
        """An entry becomes stale: it holds for the rows of a mask, and for those of ways closed before."""
        found, ways = self._drop(key), self.ways.pop(key, False)
        if found is not None and key.__class__ is not tuple:
            self.stale.setdefault(key, []).append((found, self.build.either(ways, mask)))

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
        except (EvaluationError, Exhausted, RecursionError):
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
