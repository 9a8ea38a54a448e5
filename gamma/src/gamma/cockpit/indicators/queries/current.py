"""Current: which readings hold now, among all that were ever recorded."""

from django.db.models import Exists, OuterRef, QuerySet

from gamma.cockpit.indicators.models import Reading


def current_readings() -> QuerySet[Reading]:
    """The readings that no correction supersedes, and that were not withdrawn."""
    later = Reading.objects.filter(
        definition=OuterRef("definition"),
        period=OuterRef("period"),
        source=OuterRef("source"),
        revision__gt=OuterRef("revision"),
    )
    return Reading.objects.filter(~Exists(later), withdrawn=False)
