"""Rules: a name, a value in the core, and what the model says around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publicodes.core.nodes import Constant, Node, Reference
from publicodes.values.states import Kind


@dataclass(slots=True, eq=False)
class Replacement:
    """`remplace` or `rend non applicable` (`disables`), as written: names are resolved from the declaring rule."""

    target: str
    inside: Sequence[str] = ()
    outside: Sequence[str] = ()
    priority: float = 0
    disables: bool = False
    path: tuple[str | int, ...] = ()


@dataclass(slots=True, eq=False)
class Possibilities:
    """`une possibilité`: literal constants, or references to rules."""

    items: Sequence[Constant | Reference]
    mandatory: bool = True


@dataclass(slots=True, eq=False)
class Rule:
    """A rule, lowered. `value` is its whole chain, situation slot included; `raw` its definition as written.

    `references` are all the names its text reads (value, possibilities, suggestions, contexts, inversion goals), in
    order, for resolving; those in `fixed` are read as they are, never replaced. `typed` is the `type:` key.
    `enclosed` tells that an ancestor below the first is private: nothing outside sees the rule. `disabling` is the
    ancestor whose state disables the rule, found by inferring.
    `path` is where the rule is written, `dated` tells that a duration of it runs up to today.
    """

    name: str
    value: Node
    raw: Mapping[str, Any] = field(default_factory=dict)
    private: bool = False
    typed: Kind | None = None
    asked: bool = False
    maybe_not_applicable: bool = False
    experimental: bool = False
    possibilities: Possibilities | None = None
    replacements: Sequence[Replacement] = ()
    references: list[tuple[Reference, tuple[str | int, ...]]] = field(default_factory=list)
    fixed: set[int] = field(default_factory=set)
    enclosed: bool = False
    ancestors: Sequence[Reference] = ()
    kind: Kind | None = None
    nullable: bool | None = None
    disabling: Node | None = None
    path: tuple[str | int, ...] = ()
    dated: bool = False

    @property
    def title(self) -> str:
        title = str(self.raw.get("titre") or self.name.rsplit(" . ", 1)[-1])
        return title[:1].upper() + title[1:]
