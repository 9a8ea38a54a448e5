"""The summary: what became of the targets, of the indicators, of the products."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import MET, MISSED, SETTLED, Verdict
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing.lookup import Lookup, goal, share, verdict
from gamma.cockpit.reports.bilan.content import Bilan, IndicatorPiece, ProductPiece, SummaryPiece, TargetPiece
from gamma.cockpit.reports.bilan.document import (
    Block,
    Bullets,
    Heading,
    Link,
    Paragraph,
    Quoted,
    Row,
    Table,
    Tile,
    Tiles,
    anchor,
)
from gamma.ground import wording
from gamma.ground.design.numbers import percent
from gamma.ground.texts import chosen


def count(summary: SummaryPiece, verdicts: frozenset[Verdict]) -> int:
    """How many targets got one of these verdicts."""
    return sum(summary.verdicts.get(verdict, 0) for verdict in verdicts)


def lead(bilan: Bilan) -> str:
    """The answer in a few sentences."""
    return f"{_met(bilan.summary)} {_never_read(bilan.summary)}"


def _met(summary: SummaryPiece) -> str:
    """What became of the targets, as far as it is known."""
    settled, missed = count(summary, SETTLED), count(summary, MISSED)
    unclear = summary.verdicts.get(Verdict.NOT_COMPUTABLE, 0)
    words = [
        ngettext("%(met)s cible atteinte sur %(settled)s", "%(met)s cibles atteintes sur %(settled)s", settled - missed)
        % {"met": settled - missed, "settled": settled}
    ]
    if missed:
        words.append(ngettext("%(n)s manquée", "%(n)s manquées", missed) % {"n": missed})
    if unclear:
        words.append(ngettext("%(n)s non calculable", "%(n)s non calculables", unclear) % {"n": unclear})
    return f"{', '.join(words)}." if summary.verdicts else _("Aucune cible n'a été publiée.")


def _never_read(summary: SummaryPiece) -> str:
    never = len(summary.never_read)
    pattern = ngettext(
        "Sur %(all)s indicateurs, %(n)s n'a jamais été mesuré.",
        "Sur %(all)s indicateurs, %(n)s n'ont jamais été mesurés.",
        never,
    )
    return pattern % {"all": summary.indicators, "n": never}


def opening(known: Lookup) -> Iterator[Block]:
    """What the edition was for, and what it came to."""
    bilan = known.bilan
    if bilan.purpose:
        yield Paragraph((chosen(bilan.purpose),))
    yield tiles(bilan.summary)
    yield Paragraph((_entry(known),))


def outcome(known: Lookup) -> Iterator[Block]:
    """The targets one by one, and the indicators without any reading."""
    bilan = known.bilan
    if bilan.summary.verdicts:
        yield Heading(2, _("Les cibles, une par une"), "cibles")
        yield _targets(known)
    if bilan.summary.never_read:
        yield Heading(2, _("Jamais mesurés"), "jamais-mesures")
        yield Bullets(tuple((_indicator_link(known, path),) for path in bilan.summary.never_read))


def tiles(summary: SummaryPiece) -> Tiles:
    """The three figures that the whole came to."""
    settled, entry = count(summary, SETTLED), summary.entry
    judged = len(entry["reached"]) + len(entry["short"])
    return Tiles(
        (
            _tile(
                _("Cibles atteintes"), "met", count(summary, MET), settled, _("des cibles dont le résultat est connu")
            ),
            _tile(
                _("Indicateurs jamais mesurés"),
                "never-read",
                len(summary.never_read),
                summary.indicators,
                _("des indicateurs suivis"),
            ),
            _tile(
                _("Services à 80 % au moins de leurs cibles d'entrée"),
                "entry",
                len(entry["reached"]),
                judged,
                _("des services qui avaient une cible chiffrée au lancement"),
            ),
        )
    )


def _tile(label: str, key: str, part: int, whole: int, of: str) -> Tile:
    figure = _("%(part)s sur %(whole)s") % {"part": part, "whole": whole}
    note = f"{percent(100 * part / whole, 0)} {of}" if whole else _("aucun à compter")
    return Tile(label, Quoted(figure, f"summary/{key}"), note)


def _entry(known: Lookup) -> str:
    """Who is behind the last figure, by name."""
    says = {
        "reached": _("Ont atteint au moins 80 %% de leurs cibles d'entrée : %(names)s."),
        "short": _("Ne les ont pas atteintes : %(names)s."),
        "pending": _("Pas encore échues : %(names)s."),
        "apart": _("À part, faute de cible chiffrée au lancement : %(names)s."),
    }
    entries = known.bilan.summary.entry
    named = {state: ", ".join(known.products[slug].name for slug in slugs) for state, slugs in entries.items()}
    return " ".join(pattern % {"names": named[state]} for state, pattern in says.items() if named[state])


def _indicator_link(known: Lookup, path: str) -> Link:
    name = known.products[path.partition("/")[0]].name
    return Link(phrases.about(name, known.name(path)), f"#{anchor(path)}")


def _targets(known: Lookup) -> Table:
    columns = (_("Cible"), _("Échéance"), _("À atteindre"), _("Relevé"), _("Part de la cible"), _("Verdict"))
    rows = [
        _row(known, part, row, target)
        for part in known.bilan.products
        for row in part.indicators
        for target in row.targets
    ]
    return Table(_("Les cibles de l'édition et leur verdict"), columns, tuple(rows), numeric=(3, 4))


def _row(known: Lookup, part: ProductPiece, row: IndicatorPiece, target: TargetPiece) -> Row:
    path = f"{part.slug}/{row.slug}"
    reading = (known.reading(target.reading),) if target.reading else ("–",)
    attained = share(target.attainment, f"{path}/{target.slug}/attainment", f"#{anchor(path)}")
    return Row(
        (
            (_indicator_link(known, path),),
            (wording.day(target.due),),
            (Quoted(goal(row, target), f"{path}/{target.slug}"),),
            reading,
            attained or ("–",),
            (verdict(target, f"{path}/{target.slug}"),),
        )
    )
