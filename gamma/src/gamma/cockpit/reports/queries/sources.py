"""Sources: what the figures of an edition were read in, and every figure taken from each."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import current_readings
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.programme.queries import kept
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links, words
from gamma.cockpit.reports.queries.readings import Cell, linked
from gamma.ground.design.shapes import Crumb, Item
from gamma.ground.texts import Text, chosen

SHOWN = 100


@dataclass(frozen=True)
class Line:
    """A source in the list."""

    title: Text
    href: str
    kind: str
    published: str
    count: str


@dataclass(frozen=True)
class SourcesPage:
    crumbs: list[Crumb]
    edition: Edition
    lines: list[Line]


@dataclass(frozen=True)
class SourcePage:
    crumbs: list[Crumb]
    kicker: str
    title: Text
    facts: list[Item]
    count: str
    columns: list[str]
    rows: list[list[Cell]]
    page: "Page[Reading]"


def sources_page(edition: Edition) -> SourcesPage:
    """The sources of an edition, with how many figures each gave."""
    counts = _counts(edition)
    steps = ((chosen(edition.label), links.to_edition(edition)), (_("Sources"), ""))
    lines = [_line(edition, source, counts.get(source.pk, 0)) for source in edition.sources.all()]
    return SourcesPage(links.crumbs(*steps), edition, lines)


def source_page(source: Source, page: str) -> SourcePage:
    """A source, and every figure taken from it."""
    edition = source.edition
    taken = Paginator(_taken(source), SHOWN).get_page(page)
    steps = (
        (chosen(edition.label), links.to_edition(edition)),
        (_("Sources"), links.to_edition(edition, "sources")),
        (chosen(source.title), ""),
    )
    return SourcePage(
        crumbs=links.crumbs(*steps),
        kicker=chosen(edition.label),
        title=source.title,
        facts=_facts(source),
        count=_said(taken.paginator.count),
        columns=[_("Service"), _("Indicateur"), _("Période"), _("Relevé")],
        rows=[_row(reading) for reading in taken.object_list],
        page=taken,
    )


def _counts(edition: Edition) -> dict[int, int]:
    return kept("sources", edition, date.min, lambda: _counted(edition))


def _counted(edition: Edition) -> dict[int, int]:
    rows = _public().filter(source__edition=edition).order_by().values("source").annotate(count=Count("pk"))
    return {row["source"]: row["count"] for row in rows}


def _said(count: int) -> str:
    return ngettext("%(count)s relevé", "%(count)s relevés", count) % {"count": count} if count else _("aucun relevé")


def _line(edition: Edition, source: Source, count: int) -> Line:
    kind = words.label(SourceKind, source.kind)
    return Line(source.title, links.to_source(edition, source), kind, phrases.date(source.published), _said(count))


def _public() -> QuerySet[Reading]:
    """The readings in force of the indicators that anyone may know of."""
    return current_readings().exclude(definition__indicator__status=Status.PROPOSED)


def _taken(source: Source) -> QuerySet[Reading]:
    return (
        _public()
        .filter(source=source)
        .select_related(
            "source",
            "definition__unit",
            "definition__indicator__enrolment__product",
            "definition__indicator__enrolment__edition",
        )
        .order_by("definition__indicator__enrolment__rank", "definition__indicator__rank", "ends_on", "pk")
    )


def _row(reading: Reading) -> list[Cell]:
    indicator = reading.definition.indicator
    figure = linked(indicator.enrolment, indicator, reading)
    name = chosen(reading.definition.name)
    return [indicator.enrolment.product.name, name, phrases.period(reading.period), figure]


def _facts(source: Source) -> list[Item]:
    said = words.items(
        {
            _("Type"): words.label(SourceKind, source.kind),
            _("Publiée le"): phrases.date(source.published),
            _("À savoir"): chosen(source.note),
        }
    )
    address = [Item(_("Adresse"), source.url, source.url)] if source.url else []
    became = source.became
    return [
        *said,
        *address,
        *([Item(_("Devenu"), chosen(became.title), links.to_source(source.edition, became))] if became else []),
    ]
