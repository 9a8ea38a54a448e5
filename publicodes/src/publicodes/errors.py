"""Errors: what is said of a bad model, situation or calculation – what, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Self, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where in a model: the rule's name, then keys and list positions."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a source: the path inside the model and, once located, file, line and column (both from 1)."""

    path: Path
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        steps = " → ".join(str(step) for step in self.path)
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return ": ".join(part for part in (where, steps) if part)


class _Places(Sequence[Place]):
    """Places that are looked for when they are first read: few faults are shown to anyone."""

    __slots__ = ("_found", "_locate", "_paths")

    def __init__(self, locate: Callable[[Path], Place], paths: Sequence[Path]) -> None:
        self._locate, self._paths = locate, paths
        self._found: tuple[Place, ...] | None = None

    def _places(self) -> tuple[Place, ...]:
        if self._found is None:
            self._found = tuple(map(self._locate, self._paths))
        return self._found

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, index: Any) -> Any:
        return self._places()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._places() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._places())

    def __reduce__(self) -> tuple[type, tuple[tuple[Place, ...]]]:
        return tuple, (self._places(),)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a stable code, a sentence, its places and the mend."""

    code: str
    what: str
    mend: str = ""
    path: Path = ()
    others: Sequence[Path] = field(default=())
    places: Sequence[Place] = field(default=())

    def located(self, locate: Callable[[Path], Place]) -> Fault:
        """The same fault with its paths found in their files."""
        paths = [path for path in (self.path, *self.others) if path]
        return Fault(self.code, self.what, self.mend, self.path, self.others, _Places(locate, paths))

    def __str__(self) -> str:
        places = self.places or tuple(Place(path) for path in (self.path, *self.others) if path)
        lines = [f"{self.code} {self.what}", *(f"  at {place}" for place in places)]
        return "\n".join([*lines, f"  mend: {self.mend}"] if self.mend else lines)


class PublicodesError(Exception):
    """Anything wrong that a model, a situation or a table can cause. `faults` tells all that was found."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)

    def located(self, locate: Callable[[Path], Place]) -> Self:
        """The same error, its faults told with their places."""
        return type(self)(fault if fault.places else fault.located(locate) for fault in self.faults)


class ModelError(PublicodesError):
    """The rules cannot be read, resolved or lowered."""


class SituationError(PublicodesError):
    """The situation names an unknown or private rule, or gives a value that cannot be read."""


class EvaluationError(PublicodesError):
    """A calculation has no answer: division by zero, a condition that is no boolean, decreasing ceilings…"""


class UnitError(EvaluationError):
    """Two units that do not convert, where the language refuses to go on."""


class UnknownRule(PublicodesError):
    """No rule has this name."""


class PrivateRule(PublicodesError):
    """The rule exists and is private."""


def near(name: str, names: Iterable[str]) -> str:
    """A mend that proposes the existing names nearest to `name`."""
    found = get_close_matches(name, list(names), n=3, cutoff=0.6)
    return "did you mean " + ", ".join(f"« {one} »" for one in found) + "?" if found else ""
