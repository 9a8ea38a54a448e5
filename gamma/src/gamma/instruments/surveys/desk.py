"""Desk: where the surveys of a product are; free answers that wait are the team's to review."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.queries import enrolments_held
from gamma.ground.accounts.models import Person
from gamma.ground.desk import Link, Place, Task
from gamma.instruments.surveys.lists import Review
from gamma.instruments.surveys.models import Survey


def opens(place: Place) -> Iterator[Link]:
    """The surveys of a product."""
    if place.product and place.roles & Right.PRODUCT_SEE.value:
        yield Link(_("Les questionnaires"), reverse("surveys:product", args=[place.edition, place.product]))


def asks(person: Person, today: date) -> Iterator[Task]:  # noqa: ARG001 - what waits does not depend on the day
    """The free answers to review."""
    mine = enrolments_held(person, Right.SURVEY_WRITE.value)
    rows = Survey.objects.filter(enrolment__in=mine, waves__comments__state=Review.WAITING)
    for row in rows.select_related("enrolment__edition", "enrolment__product").annotate(
        since=Min("waves__comments__day")
    ):
        words = [row.enrolment.edition.slug, row.enrolment.product.slug]
        href = reverse("surveys:queue", args=[*words, row.slug])
        yield Task(_("Relire des réponses libres"), href, "/".join(words), row.since)
