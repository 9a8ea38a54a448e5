"""Doubts: what the label checker found in a product's figures, and what no source tells."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.content import FindingPiece, ProductPiece, UnknownPiece
from gamma.cockpit.reports.bilan.document import Block, Bullets, Heading, Link, Runs, Strong, Warned
from gamma.cockpit.reports.labels import RULES
from gamma.cockpit.reports.labels.telling import titled
from gamma.cockpit.reviews.lists import Decided
from gamma.ground.texts import chosen

MANY = 4  # readings of one series that are still named one by one


def blocks(known: Lookup, part: ProductPiece) -> Iterator[Block]:
    """Warnings, then absences."""
    if part.findings:
        yield Heading(3, _("À lire avec prudence"), f"{part.slug}:prudence")
        yield from (warned(known, finding) for finding in part.findings)
    if part.unknowns:
        yield Heading(3, _("Ce qu'on ne sait pas"), f"{part.slug}:inconnu")
        yield Bullets(tuple(_unknown(known, part, unknown) for unknown in part.unknowns))


def warned(known: Lookup, finding: FindingPiece) -> Warned:
    """One finding of the label checker, its sources called by their titles."""
    rule = RULES[finding.rule]
    names = ", ".join(dict.fromkeys(known.name(path) for path in finding.indicators))
    titles = {slug: chosen(source.title) for slug, source in known.sources.items()}
    return Warned(
        title=phrases.about(rule.TITLE, names),
        text=rule.said(titled(finding.says, titles)),
        mend=str(rule.MEND),
        links=tuple(_links(known, finding)),
    )


def _links(known: Lookup, finding: FindingPiece) -> Iterator[Link]:
    """The readings concerned; a long run of one series is told by its ends."""
    for _path, keys in groupby(finding.readings, lambda key: key.rpartition("/")[0]):
        shown = [key for key in keys if key in known.readings]
        if len(shown) > MANY:
            pattern = _("%(n)s relevés, de %(first)s à %(last)s")
            ends = {"n": len(shown), "first": known.period(shown[0]), "last": known.period(shown[-1])}
            yield Link(pattern % ends, known.reading(shown[0]).href)
        else:
            yield from (_reading(known, key) for key in shown)


def _reading(known: Lookup, key: str) -> Link:
    quoted = known.reading(key)
    source = chosen(known.sources[known.readings[key][1].source].title)
    return Link(f"{quoted.text} ({known.period(key)}), {source}", quoted.href)


def _unknown(known: Lookup, part: ProductPiece, unknown: UnknownPiece) -> Runs:
    path = f"{part.slug}/{unknown.indicator}"
    return Strong(known.name(path)), " – ", _said(unknown)


def _said(unknown: UnknownPiece) -> str:
    says = {
        "never_read": _("aucun relevé n'a été publié."),
        "target_without_number": _("la valeur de la cible n'a pas été publiée."),
        "target_not_read": _("aucun relevé ne porte sur la période de la cible."),
        "no_baseline": _("la valeur de départ n'a pas été publiée."),
        "decision_undated": _("la date de la décision « %(subject)s » n'a pas été publiée."),
        "no_reason": _("la raison de la décision « %(subject)s » n'a pas été publiée."),
    }
    return says[unknown.code] % {"subject": _subject(unknown)}


def _subject(unknown: UnknownPiece) -> str:
    return str(Decided(unknown.subject).label) if unknown.code in ("decision_undated", "no_reason") else ""
