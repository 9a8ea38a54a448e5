"""Stats: what is published of products, as the public convention `/stats.json` tells it (docs/stats-json.md)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from gamma.cockpit.indicators.lists import Kind
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports.records import Record, records
from gamma.ground.stats import FORMAT
from gamma.ground.texts import chosen

Data = dict[str, Any]


def product_stats(enrolment: Enrolment, today: date) -> Data:
    """The figures of a product: each indicator by its slug."""
    found = records(Enrolment.objects.filter(pk=enrolment.pk), today)
    return _told(enrolment.product.name, _series(found))


def site_stats(today: date) -> Data:
    """The figures of every product of the last edition: each indicator by "product/indicator"."""
    edition = Edition.objects.order_by("-starts", "slug").first()
    found = records(Enrolment.objects.filter(edition=edition), today) if edition else []
    return _told(chosen(edition.label) if edition else "", _series(found, whole=True))


def _told(service: str, series: Iterable[Data]) -> Data:
    return {"format": FORMAT, "service": service, "indicators": list(series)}


def _series(found: Iterable[Record], *, whole: bool = False) -> Iterator[Data]:
    for record in found:
        prefix = f"{record.enrolment.product.slug}/" if whole else ""
        yield from (_indicator(prefix, track) for track in record.tracks if track.definition.kind != Kind.QUALITATIVE)


def _indicator(prefix: str, track: Track) -> Data:
    """The figure that stands for each period, under the definition in force."""
    definition = track.definition
    return {
        "id": f"{prefix}{track.indicator.slug}",
        "label": chosen(definition.name),
        "unit": definition.unit.slug if definition.unit else "",
        "kind": definition.kind,
        "readings": [_reading(one) for one in track.series],
    }


def _reading(reading: Reading) -> Data:
    n = {} if reading.n is None else {"n": reading.n}
    return {"period": reading.period, "value": reading.value, **n, "precision": reading.precision}
