"""Declared: the names that a simulator of the catalogue gives, and those that a version no longer has."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from gamma.services.simulators.catalogue.shapes import Simulator


@dataclass(frozen=True)
class Lost:
    """A name of a declaration that no rule bears; `now` is the new name, when there is a guess."""

    part: str
    name: str
    now: str = ""


def lost(simulator: Simulator, rules: Collection[str], renamed: Mapping[str, str]) -> tuple[Lost, ...]:
    """The names that are none of `rules`, part by part."""
    exact = [Lost(part, name, renamed.get(name, "")) for part, name in _names(simulator) if name not in rules]
    begun = [Lost(part, name, renamed.get(name, "")) for part, name in _beginnings(simulator) if not _any(name, rules)]
    return tuple(dict.fromkeys((*exact, *begun)))


def _names(simulator: Simulator) -> Iterator[tuple[str, str]]:
    questions = simulator.questions
    parts = {
        "amounts": simulator.amounts,
        "inputs": simulator.inputs,
        "results": simulator.results,
        "shown": simulator.shown,
        "situation": tuple(simulator.situation),
        **{f"contexts {name}": tuple(more) for name, more in simulator.contexts.items()},
        "questions.never": questions.never,
        "questions.written": questions.written,
        "questions.quiet": questions.quiet,
        "questions.shortcuts": tuple(one.rule for one in questions.shortcuts),
    }
    return ((part, name) for part, names in parts.items() for name in names)


def _beginnings(simulator: Simulator) -> Iterator[tuple[str, str]]:
    """An empty beginning stands for all the others."""
    for part, names in (("first", simulator.questions.first), ("last", simulator.questions.last)):
        yield from ((f"questions.{part}", name) for name in names if name)


def _any(beginning: str, rules: Collection[str]) -> bool:
    return any(name == beginning or name.startswith(f"{beginning} . ") for name in rules)
