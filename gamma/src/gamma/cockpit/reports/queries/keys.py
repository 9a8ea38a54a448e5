"""Keys: those of a product, the ones that serve first."""

from django.db.models import QuerySet

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reports.models import Key


def keys(enrolment: Enrolment) -> QuerySet[Key]:
    """The keys of a product, with who made each."""
    return enrolment.keys.select_related("person")
