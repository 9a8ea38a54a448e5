"""The targets of a product: what was aimed at, what was read, how far that is, from where."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import SetAt
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup, defined, goal, share, verdict
from gamma.cockpit.reports.bilan.content import IndicatorPiece, ProductPiece, TargetPiece
from gamma.cockpit.reports.bilan.document import Block, Bullets, Heading, Quoted, Runs, Strong
from gamma.ground import wording
from gamma.ground.texts import chosen


def blocks(known: Lookup, part: ProductPiece) -> Iterator[Block]:
    """One item per target, in the order of the indicators."""
    rows = [(row, target) for row in part.indicators for target in row.targets]
    if rows:
        yield Heading(3, _("Les cibles et leur verdict"), f"{part.slug}:cibles")
        yield Bullets(tuple(_target(known, part, row, target) for row, target in rows))


def _target(known: Lookup, part: ProductPiece, row: IndicatorPiece, target: TargetPiece) -> Runs:
    path = f"{part.slug}/{row.slug}/{target.slug}"
    aimed = _(" – cible pour le %(due)s : ") % {"due": wording.day(target.due)}
    runs: list[object] = [Strong(chosen(defined(row, target.version).name)), aimed, Quoted(goal(row, target), path)]
    runs += [f" ({words})"] if (words := _terms(target)) else []
    runs += [". ", verdict(target, path), " "]
    runs += [*_read(known, target, path), *_beside(known, target), *_revised(row, target)]
    return tuple(runs)  # type: ignore[arg-type]


def _terms(target: TargetPiece) -> str:
    """Who set it, when, why."""
    words = [_("fixée %(when)s") % {"when": SetAt(target.set_at).label}] if target.set_at != SetAt.UNSTATED else []
    words += [_("le %(day)s") % {"day": phrases.date(target.set_on)}] if target.set_on else []
    words += [_("par %(who)s") % {"who": target.set_by}] if target.set_by else []
    words += [_("acceptée par %(who)s") % {"who": target.accepted_by}] if target.accepted_by else []
    reason = chosen(target.rationale)
    return ", ".join([*words, *([reason[0].lower() + reason[1:]] if reason else [])])


def _read(known: Lookup, target: TargetPiece, path: str) -> Iterator[object]:
    if target.obstacle:
        yield phrases.obstacle(target.obstacle) + " "
    if not target.reading:
        return
    yield _("Relevé : ")
    yield known.reading(target.reading)
    yield f" ({known.period(target.reading)})"
    href = known.reading(target.reading).href
    if attained := share(target.attainment, f"{path}/attainment", href):
        yield ", "
        yield from attained
        yield _(" de la cible")
    yield "."
    yield from _progress(known, target, path, href)


def _progress(known: Lookup, target: TargetPiece, path: str, href: str) -> Iterator[object]:
    gone = share(target.progress, f"{path}/progress", href)
    if gone and target.baseline:
        yield _(" Chemin parcouru : ")
        yield from gone
        yield _(" depuis ")
        yield known.reading(target.baseline)
        yield f" ({known.period(target.baseline)})."


def _beside(known: Lookup, target: TargetPiece) -> Iterator[object]:
    """The other values given for the same period."""
    for key in target.others:
        yield _(" Autre valeur publiée pour la même période : ")
        yield known.reading(key)
        yield " ("
        yield known.source(known.readings[key][1].source)
        yield ")."


def _revised(row: IndicatorPiece, target: TargetPiece) -> Iterator[object]:
    """The targets it replaced: the old value stays, with the reason of the change."""
    for earlier, later in pairwise([*target.was, target]):
        pattern = _(" Auparavant %(goal)s pour le %(due)s ; changée parce que : %(reason)s.")
        reason = chosen(later.reason).rstrip(".")
        yield pattern % {"goal": goal(row, earlier), "due": wording.day(earlier.due), "reason": reason}
