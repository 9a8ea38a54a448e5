"""Finding: the rows that an address names."""

from datetime import date

from django.db.models import Q, QuerySet

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.programme.models import Edition, Enrolment, Source
from gamma.cockpit.reports.records import PUBLIC, Record, records


def edition_named(edition: str) -> QuerySet[Edition]:
    """The edition of that address, if there is one."""
    return Edition.objects.filter(slug=edition)


def indicator_named(edition: str, product: str, indicator: str) -> QuerySet[Indicator]:
    """An indicator, or an evidence series, under the address it keeps for ever."""
    place = {"enrolment__edition__slug": edition, "enrolment__product__slug": product, "slug": indicator}
    return Indicator.objects.filter(PUBLIC, **place).select_related("enrolment__edition", "enrolment__product")


def source_named(edition: str, source: str) -> QuerySet[Source]:
    """A source of an edition."""
    return Source.objects.filter(edition__slug=edition, slug=source).select_related("edition", "became")


def edition_record(enrolment: Enrolment, today: date) -> Record:
    """Everything kept of a product in an edition."""
    return records(Enrolment.objects.filter(pk=enrolment.pk), today)[0]


def indicator_record(indicator: Indicator, today: date) -> tuple[Record, Track]:
    """An indicator with what stands beside it: its evidence, or what it is evidence of."""
    near = Q(pk=indicator.pk) | Q(supports=indicator.pk) | Q(pk=indicator.supports_id)
    record = records(Enrolment.objects.filter(pk=indicator.enrolment_id), today, near)[0]
    return record, record.track(indicator.pk)
