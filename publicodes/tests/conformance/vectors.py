"""Vectors: the recorded cases of every folder, read into one shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from comparing import Answer, recorded, result

SHARED = Path(__file__).parents[3] / ".." / "shared" / "publicodes"
FOLDERS = ("mecanismes", "behaviours", "probes", "fuzz", "differential", "rule-facts")
ABSENT = "the vectors of the reference engine are not beside this checkout (../shared/publicodes)"


@dataclass(frozen=True, slots=True)
class Step:
    """One setting of the situation; `keep` adds to the one before."""

    situation: Mapping[str, Any]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One evaluation. `skip` tells why it is not scored; `facts` are (kind, nullable) when they were recorded."""

    id: str
    target: Any
    steps: Sequence[Step]
    expected: Answer
    skip: str = ""
    facts: tuple[str | None, bool | None] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one set of rules."""

    folder: str
    file: str
    id: str
    rules: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)
    cases: Sequence[Case] = ()
    construction: str = "ok"
    facts: Mapping[str, tuple[str | None, bool | None]] = field(default_factory=dict)


def files(folder: str, only: str = "") -> list[Path]:
    """The files of a folder whose name holds `only`, in order."""
    place = SHARED / folder if folder == "differential" else SHARED / "conformance" / folder
    return [path for path in sorted(place.glob("*.json")) if only in path.stem]


def groups(path: Path) -> Iterator[Group]:
    """The cases of one file, by set of rules."""
    reading = {"mecanismes": _mecanismes, "fuzz": _fuzz, "differential": _differential, "rule-facts": _facts}
    yield from reading.get(path.parent.name, _suites)(path, _json(path))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@lru_cache(1)
def _converged() -> Mapping[str, Mapping[str, Any]]:
    return _json(SHARED / "conformance" / "converged.json")["files"]


def _mecanismes(path: Path, read: Any) -> Iterator[Group]:
    converged = _converged().get(f"mecanismes/{path.stem}", {})
    cases = [_mecanisme(one, converged) for one in read["cases"]]
    yield Group("mecanismes", path.stem, path.stem, read["rules"], read["options"], cases)


def _mecanisme(one: Any, converged: Mapping[str, Any]) -> Case:
    actual = one["actual"]
    expected = recorded(actual, converged=converged.get(one["id"]))
    if "missing_in_order" in one["expected"]:
        expected = replace(expected, ordered=True)
    facts = (actual["inferred_type"], actual["inferred_nullable"])
    return Case(one["id"], one["target"], [Step(one["situation"])], expected, facts=facts)


def _suites(path: Path, read: Any) -> Iterator[Group]:
    converged = _converged().get(f"{path.parent.name}/{path.stem}", {})
    for suite in read["suites"]:
        facts = {name: (fact["type"], fact["nullable"]) for name, fact in suite.get("inferred_types", {}).items()}
        cases = [_case(one, converged) for one in suite["cases"]]
        construction = suite["construction"]["state"]
        names = (path.parent.name, path.stem, suite["id"])
        yield Group(*names, suite["rules"], suite.get("options", {}), cases, construction, facts)


def _case(one: Any, converged: Mapping[str, Any]) -> Case:
    steps = one.get("steps") or [{"situation": one["situation"]}]
    told = [Step(step["situation"], step.get("keepPrevious", False)) for step in steps]
    return Case(one["id"], one["evaluate"], told, recorded(one["actual"], converged=converged.get(one["id"])))


def _fuzz(path: Path, read: Any) -> Iterator[Group]:
    for model in read["models"]:
        cases = [one for rank, case in enumerate(model["cases"]) for one in _fuzzed(model["id"], rank, case)]
        yield Group("fuzz", path.stem, model["id"], model["rules"], cases=cases)


def _fuzzed(model: str, rank: int, case: Any) -> Iterator[Case]:
    steps, unsure = [Step(case["situation"])], case.get("cache_dependent", ())
    for target, answer in case["results"].items():
        skip = "cache dependent" if target in unsure else ""
        yield Case(f"{model}/{rank} {target}", target, steps, recorded(answer), skip)


def _differential(path: Path, read: Any) -> Iterator[Group]:
    names = read["names"]
    cases = [one for case in read["cases"] for one in _differing(case, names)]
    yield Group("differential", path.stem, path.stem, model(path.stem), cases=cases)


def _differing(case: Any, names: list[str]) -> Iterator[Case]:
    steps = [Step(case["situation"])]
    for one in case["results"]:
        target = names[one["t"]]
        skip = "order dependent" if one.get("order_dependent") else ""
        yield Case(f"{case['id']} {target}", target, steps, result(one, names), skip)


def _facts(path: Path, read: Any) -> Iterator[Group]:
    facts = {row[0]: (row[1], row[2]) for row in read["rows"]}
    yield Group("rule-facts", path.stem, path.stem, model(path.stem), facts=facts)


@lru_cache(2)
def model(name: str) -> Mapping[str, Any]:
    """The rules of a real model, as published."""
    return _json(SHARED / "models" / f"{name}.json")
