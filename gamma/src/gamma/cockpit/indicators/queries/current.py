"""Current: which readings hold now, among all that were ever recorded; and which of them are the last."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from gamma.cockpit.indicators.models import Definition, Reading


def current_readings() -> QuerySet[Reading]:
    """The readings that no correction supersedes, and that were not withdrawn."""
    later = Reading.objects.filter(
        definition=OuterRef("definition"),
        period=OuterRef("period"),
        source=OuterRef("source"),
        revision__gt=OuterRef("revision"),
    )
    return Reading.objects.filter(~Exists(later), withdrawn=False)


def last_of_its_kind(definitions: Iterable[Definition]) -> dict[int, Reading]:
    """By definition, its last reading that covers its own sort of period; in two queries."""
    own = current_readings().filter(definition=OuterRef("pk"), window=OuterRef("window"), ends_on__isnull=False)
    return _last(definitions, own.order_by(F("ends_on").desc(), "-pk"))


def last_of_any(definitions: Iterable[Definition]) -> dict[int, Reading]:
    """By definition, its last reading, whatever it covers; in two queries."""
    rows = current_readings().filter(definition=OuterRef("pk"))
    return _last(definitions, rows.order_by(F("ends_on").desc(nulls_last=True), "-pk"))


def _last(definitions: Iterable[Definition], ordered: QuerySet[Reading]) -> dict[int, Reading]:
    kept = {row.pk: row for row in definitions}
    rows = Definition.objects.filter(pk__in=list(kept)).annotate(latest=Subquery(ordered.values("pk")[:1]))
    keys = [key for key in rows.order_by().values_list("latest", flat=True) if key]
    found = {row.definition_id: row for row in Reading.objects.filter(pk__in=keys).select_related("source")}
    for key, row in found.items():
        row.definition = kept[key]
    return found
