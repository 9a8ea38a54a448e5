"""Links: the addresses of the public pages, in the active language."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Edition, Enrolment, Source
from gamma.cockpit.reports.records import address
from gamma.ground.design.numbers import language
from gamma.ground.design.shapes import Crumb


def to_edition(edition: Edition, page: str = "edition") -> str:
    """A page of an edition: its board, its bilan, its sources, its data."""
    return reverse(f"reports:{page}", args=[edition.slug])


def to_product(enrolment: Enrolment) -> str:
    return reverse("reports:product", args=[enrolment.edition.slug, enrolment.product.slug])


def to_indicator(enrolment: Enrolment, indicator: Indicator, page: str = "indicator") -> str:
    """A page of an indicator, or one of its files."""
    return _place(language(), page, enrolment.edition.slug, enrolment.product.slug, indicator.slug)


def to_reading(enrolment: Enrolment, indicator: Indicator, reading: Reading) -> str:
    """Where a figure comes from: under the page of its indicator."""
    return f"{to_indicator(enrolment, indicator)}{address(reading)}/"


@lru_cache(maxsize=10_000)
def _place(language: str, page: str, *names: str) -> str:  # noqa: ARG001 - addresses depend on it
    return reverse(f"reports:{page}", args=names)


def to_source(edition: Edition, source: Source) -> str:
    return reverse("reports:source", args=[edition.slug, source.slug])


def crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back, from the editions; the last step is the page itself and has no address."""
    return [Crumb(_("Éditions"), reverse("reports:editions")), *(Crumb(label, href) for label, href in steps)]


def to_whole(edition: Edition, file: str) -> str:
    """A file that holds all of an edition."""
    return reverse(f"reports:{file}", args=[edition.slug, edition.slug])
