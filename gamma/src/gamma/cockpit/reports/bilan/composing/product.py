"""A product: what was followed and why it changed, then its targets, series, levers and doubts."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from gamma.cockpit.programme.lists import LeverKind
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.bilan.composing import doubts, series, targets
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.texts import Texts
from gamma.cockpit.reports.bilan.content import DecisionPiece, IndicatorPiece, LeverPiece, ProductPiece
from gamma.cockpit.reports.bilan.document import Block, Bullets, Heading, Paragraph, Row, Runs, Strong, Table, anchor
from gamma.cockpit.reports.lists import OF_PRODUCT
from gamma.cockpit.reviews.lists import Decided
from gamma.ground.periods import parse
from gamma.ground.texts import chosen


def blocks(known: Lookup, part: ProductPiece, texts: Texts) -> Iterator[Block]:
    """The chapter of one product."""
    yield Heading(2, part.name, part.slug)
    yield Paragraph((_presented(part),))
    if part.note:
        yield Paragraph((chosen(part.note),))
    yield Heading(3, _("Ce qui a été suivi, et ce qui a changé"), f"{part.slug}:suivi")
    yield _followed(known, part)
    yield from targets.blocks(known, part)
    yield from series.blocks(known, part)
    yield from _levers(part)
    for section in OF_PRODUCT:
        yield from texts.blocks(section, part.slug)
    yield from doubts.blocks(known, part)


def _presented(part: ProductPiece) -> str:
    words = [chosen(part.problem), chosen(part.goal)]
    if part.sponsors:
        words.append(_("Administration porteuse : %(names)s") % {"names": ", ".join(part.sponsors)})
    if part.incubators:
        words.append(_("Incubateur : %(names)s") % {"names": ", ".join(part.incubators)})
    return ". ".join(word.rstrip(".") for word in words if word) + "."


def _followed(known: Lookup, part: ProductPiece) -> Table:
    rows = tuple(_indicator(known, part, row) for row in part.indicators if row.followed)
    columns = (_("Indicateur"), _("Nature"), _("Dernier relevé"), _("Décisions"))
    return Table(_("Indicateurs suivis par %(product)s") % {"product": part.name}, columns, rows)


def _indicator(known: Lookup, part: ProductPiece, row: IndicatorPiece) -> Row:
    name: Runs = (Strong(chosen(row.definition.name)), _why(row))
    decisions: list[str] = [_decision(known, decision) for decision in row.history]
    successor = next((other for other in part.indicators if other.slug == row.successor), None)
    if successor:
        decisions.append(_("remplacé par « %(name)s »") % {"name": chosen(successor.definition.name)})
    if row.verdict:
        decisions.append(phrases.verdict(row.verdict))
    nature = phrases.nature(row.definition.kind, row.definition.window)
    cells = (name, (nature,), _latest(known, row), (phrases.several(decisions) or "–",))
    return Row(cells, anchor=anchor(f"{part.slug}/{row.slug}"))


def _latest(known: Lookup, row: IndicatorPiece) -> Runs:
    """The last reading, by the end of what it covers; among those that end the same day, the one of the series."""
    ends = {reading.key: parse(reading.period).last or date.min for reading in row.readings}
    last = max(ends, key=lambda key: (ends[key], key in row.series), default=None)
    return (known.reading(last), f" ({known.period(last)})") if last else ("–",)


def _why(row: IndicatorPiece) -> str:
    why = chosen(row.definition.why)
    return f" – {why}" if why else ""


def _decision(known: Lookup, decision: DecisionPiece) -> str:
    review = known.reviews[decision.review]
    when = review.held or review.planned or review.published
    dated = phrases.date(when) if decision.dated and when else _("date non publiée")
    words = f"{Decided(decision.decided).label} ({dated})"
    said = chosen(decision.reason) or chosen(decision.note)
    if said:
        return phrases.about(words, f"{said[0].lower()}{said[1:]}")
    if decision.decided in (Decided.REPLACED, Decided.RETIRED):
        return f"{words}, {_('raison non publiée')}"
    return words


def _levers(part: ProductPiece) -> Iterator[Block]:
    if part.levers:
        yield Heading(3, _("Les leviers"), f"{part.slug}:leviers")
        dated = sorted((lever for lever in part.levers if lever.starts), key=lambda lever: lever.starts)
        undated = [lever for lever in part.levers if not lever.starts]
        if dated:
            yield Bullets(tuple(_lever(lever) for lever in dated))
        if undated:
            yield Paragraph((_("Sans date publiée :"),))
            yield Bullets(tuple(_lever(lever) for lever in undated))


def _lever(lever: LeverPiece) -> Runs:
    when = phrases.dates(lever.starts, lever.ends)
    often = chosen(lever.frequency)
    label = str(LeverKind(lever.kind).label)
    text = chosen(lever.text)
    words = ", ".join(word for word in (when, often) if word)
    return Strong(label[0].upper() + label[1:]), f" – {text}{f' ({words})' if words else ''}"
