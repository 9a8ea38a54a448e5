"""Comparing: two versions of a model → a report: their rules, and what becomes of each simulator and its samples."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gamma.ground.errors import UserError
from gamma.services.simulators.bumping.blaming import Responsible, responsible, shown
from gamma.services.simulators.bumping.declared import Lost, lost
from gamma.services.simulators.bumping.definitions import Changes, changes
from gamma.services.simulators.bumping.sampling import Case, Sampled, cases
from gamma.services.simulators.catalogue.shapes import Simulator
from publicodes import Engine, Evaluation, ModelError, Question

LEAST = 0.005
"""The least gap that is told: half a cent, in the unit of the value."""


@dataclass(frozen=True)
class Result:
    """A figure that changes in a case. `gap` is in the former unit, `percent` of the former value; None: no sense."""

    case: str
    name: str
    before: str
    after: str
    gap: float | None
    percent: float | None
    unit_before: str | None
    unit_after: str | None
    responsible: tuple[Responsible, ...]


@dataclass(frozen=True)
class Asked:
    """A question that changes in a case: `how` is appears, disappears, reworded, or offered (other choices or unit)."""

    case: str
    name: str
    how: str
    before: str
    after: str


@dataclass(frozen=True)
class Broken:
    """A case that only one version computes. `side` is the version that refuses it: before or after."""

    case: str
    side: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What changes for a simulator; every part is empty when nothing does."""

    slug: str
    lost: tuple[Lost, ...]
    broken: tuple[Broken, ...]
    questions: tuple[Asked, ...]
    results: tuple[Result, ...]

    @property
    def changed(self) -> bool:
        return bool(self.lost or self.broken or self.questions or self.results)


@dataclass(frozen=True)
class Report:
    """What a version changes. `cases` counts the samples that were computed, in each context."""

    before: str
    after: str
    rules: Changes
    simulators: tuple[Outcome, ...]
    cases: int

    @property
    def changed(self) -> bool:
        """Whether anything of the samples, or of what the catalogue names, changes."""
        return any(one.changed for one in self.simulators)

    def as_dict(self) -> dict[str, Any]:
        """What JSON takes."""
        return asdict(self)


def compare(before: Path, after: Path, simulators: Iterable[Simulator]) -> Report:
    """Two folders of rules, on the samples of `simulators`. Raises UserError when one of them cannot be read."""
    former, new = _read(before), _read(after)
    rules = changes(former, new)
    every = [(one, list(cases(one))) for one in simulators]
    outcomes = tuple(_outcome(one, found, former, new, rules) for one, found in every)
    return Report(_label(before), _label(after), rules, outcomes, sum(len(found) for _, found in every))


def _label(folder: Path) -> str:
    """A package by its name and version; any other folder by its own name."""
    package = folder / "package.json"
    if not package.is_file():
        return folder.name or str(folder)
    told = json.loads(package.read_text(encoding="utf-8"))
    return f"{told.get('name', folder.name)} {told.get('version', '')}".strip()


def _read(folder: Path) -> Engine:
    try:
        return Engine(folder)
    except ModelError as error:
        raise UserError(f"{folder} : ces règles ne peuvent pas être lues.\n{error}") from error


def _outcome(simulator: Simulator, found: Iterable[Case], former: Engine, new: Engine, rules: Changes) -> Outcome:
    pairs = [(case, Sampled(former, case), Sampled(new, case)) for case in found]
    return Outcome(
        simulator.slug,
        lost(simulator, new.rules, rules.renamed),
        tuple(one for case, before, after in pairs for one in _broken(case, before, after)),
        tuple(one for case, before, after in pairs for one in _questions(case, before, after)),
        tuple(one for case, before, after in pairs for one in _results(case, before, after, rules.suspects)),
    )


def _broken(case: Case, before: Sampled, after: Sampled) -> Iterator[Broken]:
    if before.reason != after.reason:
        side, refused = ("after", after) if after.reason else ("before", before)
        yield Broken(case.label, side, refused.reason)


def _questions(case: Case, before: Sampled, after: Sampled) -> Iterator[Asked]:
    """Nothing is said of the questions of a case that a version refuses."""
    if before.reason or after.reason:
        return
    for name in dict.fromkeys((*before.questions, *after.questions)):
        former, new = before.questions.get(name), after.questions.get(name)
        if how := _how(former, new):
            said = _offered if how == "offered" else _text
            yield Asked(case.label, name, how, said(former), said(new))


def _how(former: Question | None, new: Question | None) -> str:
    if former is None or new is None:
        return "appears" if former is None else "disappears"
    if former.text != new.text:
        return "reworded"
    return "offered" if _offered(former) != _offered(new) else ""


def _text(question: Question | None) -> str:
    return question.text if question else ""


def _offered(question: Question | None) -> str:
    """The answers that a form offers: the choices, else the unit."""
    if question is None:
        return ""
    return " · ".join(f"{one.title} ({one.answer})" for one in question.choices) or question.unit or question.kind


def _results(case: Case, before: Sampled, after: Sampled, suspects: frozenset[str]) -> Iterator[Result]:
    for name, former in before.figures.items():
        new = after.figures.get(name)
        if new is not None and _moved(former, new):
            guilty = responsible(name, before, after, suspects)
            yield Result(
                case.label, name, shown(before, name), shown(after, name), *_gap(name, former, new, after), guilty
            )


def _moved(former: Evaluation | str, new: Evaluation | str) -> bool:
    if isinstance(former, str) or isinstance(new, str):
        return former != new
    if former.state != new.state or former.state != "value":
        return former.state != new.state
    if isinstance(former.value, float) and isinstance(new.value, float):
        return former.unit != new.unit or abs(former.value - new.value) > LEAST
    return former.value != new.value


def _gap(
    name: str, former: Evaluation | str, new: Evaluation | str, after: Sampled
) -> tuple[float | None, float | None, str | None, str | None]:
    """The gap, in the former unit and in percent, and the two units."""
    if isinstance(former, str) or isinstance(new, str):
        return None, None, None, None
    same = new if new.unit == former.unit else after.converted(name, former.unit)
    gap = percent = None
    if not isinstance(same, str) and isinstance(same.value, float) and isinstance(former.value, float):
        gap = same.value - former.value
        percent = 100 * gap / abs(former.value) if former.value else None
    return gap, percent, former.unit, new.unit
