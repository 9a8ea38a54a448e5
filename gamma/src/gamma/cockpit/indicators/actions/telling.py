"""Telling: who looks after the readings of a product is written to, once, of the periods that could not be read."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from gamma.cockpit.indicators.models import Binding, Miss
from gamma.cockpit.indicators.queries.words import period
from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.ground import measures
from gamma.ground.accounts.models import Person
from gamma.ground.mail.sending import send

NAMED = 10
"""How many periods a letter names; of more, it says how many."""


@transaction.atomic
def tell_missed(binding: Binding, *, now: datetime) -> None:
    """Write of the periods missed that nobody was told of yet; one letter a person, whatever their number."""
    new = list(Miss.objects.select_for_update().filter(binding=binding, told_at=None))
    if not new:
        return
    Miss.objects.filter(pk__in=[row.pk for row in new]).update(told_at=now)
    indicator = binding.definition.indicator
    product = indicator.enrolment.product
    words = {
        "definition": binding.definition,
        "product": product,
        "title": measures.title(binding.measure, product.slug),
        "missed": [(period(row.period), row.what) for row in new[:NAMED]],
        "more": max(len(new) - NAMED, 0),
        "link": settings.PUBLIC_URL
        + reverse("indicators:indicator", args=[*indicator.enrolment.scope.split("/"), indicator.slug]),
    }
    for person in _keepers(indicator.enrolment):
        send("indicators/mail/missed.txt", to=person.email, person=person, **words)


def _keepers(enrolment: Enrolment) -> Iterable[Person]:
    """Those who may write the readings of a product, each once however many parts they take in it."""
    parts = Membership.objects.filter(enrolment=enrolment, role__in=Right.READING_WRITE.value, person__is_active=True)
    return {row.person_id: row.person for row in parts.select_related("person").order_by("person")}.values()
