"""What may be written through reports: a season loaded whole, a series of readings imported, a bilan published."""

from datetime import date
from importlib.resources import files
from pathlib import Path

from django.db import transaction

from gamma.cockpit.indicators.actions import record_indicators, record_units
from gamma.cockpit.programme.actions import record_edition, record_enrolment, record_sources, touch_edition
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.season.reading import read_text
from gamma.cockpit.reports.season.schema import Season
from gamma.cockpit.reviews.actions import record_decisions, record_reviews
from gamma.ground.rows import Tally

DEMONSTRATION = "demonstration/season-1.yaml"


@transaction.atomic
def load(season: Season, *, by: str) -> Tally:
    """Make or correct everything a season file states, all of it or nothing; loading twice changes nothing."""
    tally = Tally()
    units = record_units(season.units, tally=tally)
    edition = record_edition(season.edition, tally=tally)
    sources = record_sources(season.sources, edition=edition, tally=tally)
    reviews = record_reviews(season.reviews, edition=edition, sources=sources, tally=tally)
    for rank, product in enumerate(season.products):
        enrolment = record_enrolment(product, rank, edition=edition, sources=sources, tally=tally)
        rows = record_indicators(
            product.indicators, enrolment=enrolment, units=units, sources=sources, by=by, tally=tally
        )
        for entry in product.indicators:
            record_decisions(entry.history, indicator=rows[entry.id], reviews=reviews, sources=sources, tally=tally)
    if tally.written:
        touch_edition(edition)
    return tally


def load_demonstration(today: date) -> Tally | None:
    """Load the season that comes with the product into a base that holds no edition."""
    if Edition.objects.exists():
        return None
    text = files(__package__).joinpath(DEMONSTRATION).read_text(encoding="utf-8")
    return load(read_text(text, Path(DEMONSTRATION).name, today), by="gamma")
