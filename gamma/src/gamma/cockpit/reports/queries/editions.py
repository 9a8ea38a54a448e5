"""Editions: the list of the editions, with what each came to."""

from dataclasses import dataclass
from datetime import date

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links
from gamma.cockpit.reports.queries.standings import standings, summary
from gamma.cockpit.reports.queries.telling import told
from gamma.ground.texts import Text


@dataclass(frozen=True)
class Line:
    """An edition in a list."""

    label: Text
    purpose: Text
    dates: str
    told: str
    products: list[str]
    more: int
    href: str


def editions(today: date) -> list[Line]:
    """The editions, the latest first."""
    return [_line(edition, today) for edition in Edition.objects.order_by("-starts", "slug")]


def _line(edition: Edition, today: date) -> Line:
    kept = standings(edition, today)
    names = [standing.name for standing in kept]
    return Line(
        label=edition.label,
        purpose=edition.purpose,
        dates=phrases.dates(edition.starts, edition.ends),
        told=told(summary(kept)),
        products=names[:6],
        more=max(len(names) - 6, 0),
        href=links.to_edition(edition),
    )
