"""Desk: what the half hours of their products ask of a person, and the pages where they are held."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.queries import enrolments_held
from gamma.cockpit.reviews import queries
from gamma.ground.accounts.models import Person
from gamma.ground.desk import Link, Place, Task


def opens(place: Place) -> Iterator[Link]:
    """The meetings of an edition; of a product its half hours, and what was foreseen."""
    if place.product is None:
        if place.roles & Right.EDITION_WRITE.value:
            yield Link(_("Les réunions"), reverse("reviews:meetings", args=[place.edition]))
        return
    words = [place.edition, place.product]
    if place.roles & Right.CHECKIN_SEE.value:
        yield Link(_("Le point de la semaine"), reverse("reviews:product", args=words))
        yield Link(_("Le tableau prévisionnel"), reverse("reviews:forecast", args=words))


def asks(person: Person, today: date) -> Iterator[Task]:
    """Actions that are theirs and late, and blockers that their sponsor is asked to lift."""
    for row in queries.overdue_actions(enrolments_held(person, Right.CHECKIN_SEE.value), today).filter(owner=person):
        words = [row.enrolment.edition.slug, row.enrolment.product.slug]
        yield Task(row.text, reverse("reviews:product", args=words), "/".join(words), row.due)
    for blocker in queries.open_blockers(enrolments_held(person, {MemberRole.SPONSOR}), MemberRole.SPONSOR):
        words = [blocker.enrolment.edition.slug, blocker.enrolment.product.slug]
        text = _("Lever un blocage : %(text)s") % {"text": blocker.text}
        yield Task(text, reverse("reviews:lift", args=[*words, blocker.pk]), "/".join(words), blocker.since)
