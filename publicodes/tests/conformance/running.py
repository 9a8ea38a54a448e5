"""Running: the engine put through the cases of a group, one verdict each."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from traceback import format_exception
from typing import Any

from comparing import Answer, Verdict, compare
from vectors import Case, Group, Step

from publicodes import Engine
from publicodes.errors import PublicodesError

TODAY = date(2026, 11, 23)
SECONDS = 30.0


class TooLong(BaseException):
    """A case does not end. No `except Exception` of the engine can catch it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case. `fault` is empty when it conforms; `trace` is told of anything but a clean error."""

    group: Group
    case: Case
    got: Answer
    fault: str = ""
    presence: bool = False
    trace: str = ""


@dataclass(slots=True)
class Count:
    """The counts of a file or of a folder."""

    cases: int = 0
    conforming: int = 0
    presence: int = 0
    skipped: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.cases += 1
        self.skipped += bool(outcome.case.skip)
        if not outcome.case.skip:
            self.conforming += not outcome.fault
            self.presence += outcome.presence
            self.faults.update([outcome.fault] if outcome.fault else [])

    def merge(self, other: Count) -> None:
        self.cases += other.cases
        self.conforming += other.conforming
        self.presence += other.presence
        self.skipped += other.skipped
        self.faults.update(other.faults)

    @property
    def share(self) -> float:
        """Conforming cases among those scored."""
        scored = self.cases - self.skipped
        return self.conforming / scored if scored else 1.0

    def __str__(self) -> str:
        told = f"{self.cases} cases, {self.conforming} conforming ({self.share:.3%}), "
        return told + f"{self.presence} unit-presence differences, {self.skipped} skipped"


def _odd(group: Group) -> bool:
    """Small cases record the oddities of the reference; published models are run as everybody runs them."""
    return not group.folder.startswith(("differential", "rule-facts"))


def run(group: Group, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Outcome]:
    """An outcome for every case and recorded fact, and for the construction when it must fail."""
    cases = [case for case in group.cases if wanted(case.id)]
    facts = [fact for fact in _facts(group, cases) if wanted(fact.id)]
    refused = [group] if group.construction == "error" and wanted(group.id) else []
    if not (cases or facts or refused):
        return
    built = _attempt(lambda: Engine(group.rules, today=TODAY, quirks=_odd(group), **options(group.options)))
    if group.construction == "error":
        yield from (_refusal(group, built) for _ in refused)
    elif isinstance(built, Answer):
        verdict = Verdict("crash" if built.state == "crash" else "construction")
        yield from (_outcome(group, case, built, verdict) for case in cases)
        yield from (_outcome(_apart(group), fact, built, verdict) for fact in facts)
    else:
        yield from _evaluations(group, built, cases)
        yield from (_fact(_apart(group), built, fact) for fact in facts)


def sampled(every: int = 1, text: str = "") -> Callable[[str], bool]:
    """Wants one in `every` of the cases whose id holds `text`."""
    rank = count()
    return lambda name: text in name and next(rank) % every == 0


def _refusal(group: Group, built: Any) -> Outcome:
    """The rules must be refused, cleanly."""
    got = built if isinstance(built, Answer) else Answer("built")
    verdict = Verdict({"error": "", "crash": "crash"}.get(got.state, "construction"))
    return _outcome(group, Case(group.id, "(the rules)", [], Answer("error")), got, verdict)


def options(told: Mapping[str, Any]) -> dict[str, Any]:
    """The reference's options under our names."""
    strict, flag = told.get("strict", {}), told.get("flag", {})
    names = ("situation", "noOrphanRule", "checkPossibleValues", "noCycleRuntime")
    strict = dict.fromkeys(names, strict) if isinstance(strict, bool) else strict
    given = {
        "strict_situation": strict.get("situation"),
        "orphans": None if "noOrphanRule" not in strict else not strict["noOrphanRule"],
        "check_possible_values": strict.get("checkPossibleValues"),
        "no_cycle_runtime": strict.get("noCycleRuntime"),
        "filter_not_applicable_possibilities": flag.get("filterNotApplicablePossibilities"),
        "automatic_namespace_disabling": flag.get("automaticNamespaceDisabling"),
        "inversion_iterations": told.get("inversionMaxIterations"),
    }
    return {name: value for name, value in given.items() if value is not None}


def _evaluations(group: Group, engine: Any, cases: Sequence[Case]) -> Iterator[Outcome]:
    """Each in a situation set anew: the reference's answers were given by an empty cache."""
    for case in cases:
        placed = _attempt(lambda case=case: _placed(engine, case.steps))
        got = placed if isinstance(placed, Answer) else _evaluated(placed, case)
        yield _outcome(group, case, got, Verdict("crash") if got.state == "crash" else compare(case.expected, got))


def _placed(engine: Any, steps: Sequence[Step]) -> Any:
    for step in steps:
        engine = engine.with_situation(step.situation, keep=step.keep)
    return engine


def _evaluated(engine: Any, case: Case) -> Answer:
    found = _attempt(lambda: engine.evaluate(case.target))
    if isinstance(found, Answer):
        return found
    met = None if case.expected.traversed is None else engine.traversed(case.target)
    value = found.value if found.state == "value" else None
    return Answer(found.state, value, found.unit, tuple(found.missing), traversed=met)


def _apart(group: Group) -> Group:
    """Static facts are counted apart from evaluations."""
    return group if group.folder == "rule-facts" else replace(group, folder=f"{group.folder} facts")


def _facts(group: Group, cases: Sequence[Case]) -> list[Case]:
    told = [(f"{group.id} facts of {name}", name, fact) for name, fact in group.facts.items()]
    told += [(f"{case.id} facts", case.target, case.facts) for case in cases if case.facts]
    return [Case(name, target, [], Answer("facts", fact)) for name, target, fact in told]


def _fact(group: Group, engine: Any, fact: Case) -> Outcome:
    got = _attempt(lambda: Answer("facts", _known(engine, fact.target)))
    return _outcome(
        group, fact, got, Verdict("" if got == fact.expected else "crash" if got.state == "crash" else "facts")
    )


def _known(engine: Any, name: str) -> tuple[str | None, bool | None]:
    rule = engine.model.rules[name]
    return rule.kind, rule.nullable


def _attempt(do: Callable[[], Any]) -> Any:
    """What it gives; a clean error becomes the answer "error", anything else that is raised the answer "crash"."""
    try:
        with _bounded(SECONDS):
            return do()
    except PublicodesError as error:
        return Answer("error", f"{type(error).__name__}: {error}")
    except (Exception, TooLong) as error:
        return Answer("crash", "".join(format_exception(error)))


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(*_: object) -> None:
    raise TooLong(f"no answer after {SECONDS:g} s")


def _outcome(group: Group, case: Case, got: Answer, verdict: Verdict) -> Outcome:
    trace = got.value if got.state == "crash" else ""
    shown = Answer("crash", trace.strip().rsplit("\n", 1)[-1]) if trace else got
    return Outcome(group, case, shown, verdict.fault, verdict.presence, trace)
