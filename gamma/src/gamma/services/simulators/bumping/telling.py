"""Telling: a report in French, as a terminal shows it."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator

from gamma.services.simulators.bumping.blaming import Responsible
from gamma.services.simulators.bumping.comparing import Asked, Outcome, Report, Result
from gamma.services.simulators.bumping.definitions import Changes
from publicodes import Evaluation

WIDTH = 118
SHOWN = 4
ASKED = {
    "appears": "apparaît",
    "disappears": "disparaît",
    "reworded": "est reformulée",
    "offered": "offre d'autres réponses",
}
SIDES = {"after": "ne se calcule plus", "before": "se calcule désormais"}
HOW = {
    "redefined": "sa définition change",
    "added": "nouvelle règle",
    "removed": "règle retirée",
    "follows": "sa définition est la même : une règle privée qu'elle lit a changé",
}


def told(report: Report) -> str:
    """The whole report, ended by one line that sums it up."""
    lines = [f"{report.before} → {report.after}", "", *_rules(report.rules)]
    known: set[str] = set()
    for outcome in report.simulators:
        if outcome.changed:
            lines += ["", *_simulator(outcome, known)]
    return "\n".join([*lines, "", summary(report)]) + "\n"


def summary(report: Report) -> str:
    """How much changes, on one line."""
    moved = [one for one in report.simulators if one.changed]
    results = sum(len(one.results) for one in moved)
    if not moved:
        return f"Rien ne change : {report.cases} exemples, {len(report.simulators)} simulateurs."
    return (
        f"Simulateurs qui changent : {len(moved)} sur {len(report.simulators)}. "
        f"Résultats différents : {results}, dans {report.cases} exemples."
    )


def _rules(rules: Changes) -> Iterator[str]:
    yield (
        f"Règles ajoutées : {len(rules.added)} ; retirées : {len(rules.removed)} ; "
        f"renommées : {len(rules.renamed)} ; définies autrement : {len(rules.redefined)}."
    )
    yield from (f"  + {name}" for name in rules.added)
    yield from (f"  - {name}" for name in rules.removed)
    yield from (f"  {former} → {name}" for former, name in rules.renamed.items())
    yield from (f"  ~ {name}" for name in rules.redefined)


def _simulator(outcome: Outcome, known: set[str]) -> Iterator[str]:
    """What changes for a simulator; a rule is presented once in the report, and then is one of the `known`."""
    yield outcome.slug
    for one in outcome.lost:
        now = f" ; peut-être « {one.now} »" if one.now else ""
        yield f"  {one.part} : la règle « {one.name} » n'existe plus{now}"
    for broken in outcome.broken:
        yield from _wrapped(f"{broken.case} {SIDES[broken.side]} : {broken.reason}", 2)
    yield from _questions(outcome.questions)
    yield from _results(outcome.results, known)


def _questions(questions: Iterable[Asked]) -> Iterator[str]:
    """Each change once, with the cases where it is seen."""
    seen = defaultdict(list)
    for one in questions:
        seen[one.name, one.how, one.before, one.after].append(one.case)
    for (name, how, before, after), found in seen.items():
        yield f"  la question « {name} » {ASKED[how]} ({_listed(found)})"
        if how in {"reworded", "offered"}:
            yield f"    « {before} » → « {after} »"


def _results(results: Iterable[Result], known: set[str]) -> Iterator[str]:
    """Results of a case that have the same rules responsible are told together."""
    seen = defaultdict(list)
    for one in results:
        seen[one.case, tuple(rule.name for rule in one.responsible)].append(one)
    for (case, _), found in seen.items():
        yield f"  {case}"
        yield from (f"    {_result(one)}" for one in found)
        yield from _guilty(found[0].responsible, known)


def _result(result: Result) -> str:
    gap = f" ({_signed(result.gap, result.unit_before)}{_percent(result.percent)})" if result.gap else ""
    unit = f" [unité : {result.unit_before} → {result.unit_after}]" if result.unit_before != result.unit_after else ""
    return f"{result.name} : {result.before} → {result.after}{gap}{unit}"


def _signed(gap: float, unit: str | None) -> str:
    return ("+" if gap > 0 else "−") + str(Evaluation("value", abs(gap), unit))


def _percent(percent: float | None) -> str:
    return "" if percent is None else f", {percent:+.2f} %".replace(".", ",").replace("-", "−")


def _guilty(rules: tuple[Responsible, ...], known: set[str]) -> Iterator[str]:
    for rule in rules[:SHOWN]:
        yield f"      ← {rule.name} : {rule.before or '–'} → {rule.after or '–'} ({HOW[rule.how]})"
        if rule.name not in known:
            known.add(rule.name)
            yield from _presented(rule)
    if len(rules) > SHOWN:
        yield f"      ← … {len(rules) - SHOWN} de plus (--json les donne toutes)"


def _presented(rule: Responsible) -> Iterator[str]:
    """The first paragraph of the description, without the marks of a quotation, and the references."""
    text = " ".join(line.removeprefix(">").strip() for line in rule.description.split("\n\n")[0].splitlines())
    yield from _wrapped(text, 8)
    yield from (f"        {one}" for one in rule.references)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))


def _listed(found: list[str]) -> str:
    return ", ".join(dict.fromkeys(found))
