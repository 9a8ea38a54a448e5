"""Doubts: what the label checker found in a product's figures, and what no source tells."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.content import FindingPiece, ProductPiece, UnknownPiece
from gamma.cockpit.reports.bilan.document import Block, Bullets, Heading, Link, Runs, Strong, Warned
from gamma.cockpit.reports.labels import RULES
from gamma.cockpit.reviews.lists import Decided
from gamma.ground.texts import chosen


def blocks(known: Lookup, part: ProductPiece) -> Iterator[Block]:
    """Warnings, then absences."""
    if part.findings:
        yield Heading(3, _("À lire avec prudence"), f"{part.slug}:prudence")
        yield from (_warned(known, part, finding) for finding in part.findings)
    if part.unknowns:
        yield Heading(3, _("Ce qu'on ne sait pas"), f"{part.slug}:inconnu")
        yield Bullets(tuple(_unknown(known, part, unknown) for unknown in part.unknowns))


def _warned(known: Lookup, part: ProductPiece, finding: FindingPiece) -> Warned:
    rule = RULES[finding.rule]
    names = ", ".join(known.name(f"{part.slug}/{slug}") for slug in finding.indicators)
    links = tuple(_reading(known, key) for key in finding.readings if key in known.readings)
    return Warned(f"{rule.TITLE} : {names}", rule.said(finding.says), str(rule.MEND), links)


def _reading(known: Lookup, key: str) -> Link:
    quoted = known.reading(key)
    source = chosen(known.sources[known.readings[key][1].source].title)
    return Link(f"{quoted.text} ({known.period(key)}), {source}", quoted.href)


def _unknown(known: Lookup, part: ProductPiece, unknown: UnknownPiece) -> Runs:
    path = f"{part.slug}/{unknown.indicator}"
    return Strong(known.name(path)), " – ", _said(known, path, unknown)


def _said(known: Lookup, path: str, unknown: UnknownPiece) -> str:
    says = {
        "never_read": _("aucun relevé n'a été publié."),
        "target_without_number": _("la valeur de la cible n'a pas été publiée."),
        "target_not_read": _("aucun relevé ne porte sur la période de la cible."),
        "no_baseline": _("la valeur de départ n'a pas été publiée."),
        "n_not_published": _("le nombre de répondants n'a pas été publié (%(subject)s)."),
        "score_not_defined": _("la question et l'échelle du score n'ont pas été publiées."),
        "decision_undated": _("la date de la décision « %(subject)s » n'a pas été publiée."),
        "no_reason": _("la raison de la décision « %(subject)s » n'a pas été publiée."),
    }
    return says[unknown.code] % {"subject": _subject(known, path, unknown)}


def _subject(known: Lookup, path: str, unknown: UnknownPiece) -> str:
    if unknown.code == "n_not_published":
        reading = known.readings[f"{path}/{unknown.subject}"][1]
        return f"{phrases.period(reading.period)}, {chosen(known.sources[reading.source].title)}"
    return str(Decided(unknown.subject).label) if unknown.code in ("decision_undated", "no_reason") else ""
