"""Desk: the pages that one reads or writes of the reports, and the publications that wait for a second person."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.queries import enrolments_held
from gamma.cockpit.reports.lists import Outcome
from gamma.cockpit.reports.models import Asked
from gamma.ground.accounts.models import Person
from gamma.ground.desk import Link, Place, Task


def opens(place: Place) -> Iterator[Link]:
    """The bilan of an edition; of a product the page of its sponsor, and the keys of its programs."""
    if place.product is None:
        if place.roles & Right.BILAN_SEE.value:
            yield Link(_("Écrire le bilan"), reverse("reports:write", args=[place.edition]))
        return
    words = [place.edition, place.product]
    if place.roles & Right.SPONSOR_SEE.value:
        yield Link(_("La page du commanditaire"), reverse("reports:sponsor", args=words))
    if place.roles & Right.BILAN_WRITE.value:
        yield Link(_("Écrire le bilan"), reverse("reports:write", args=[place.edition]))
    if place.roles & Right.KEYS.value:
        yield Link(_("Les clés de ses programmes"), reverse("reports:keys", args=words))


def asks(person: Person, _today: date) -> Iterator[Task]:
    """A bilan whose publication someone else asked for."""
    mine = enrolments_held(person, Right.BILAN_CONFIRM.value).values("edition")
    rows = Asked.objects.filter(outcome=Outcome.OPEN, edition__in=mine).exclude(asked_by=person)
    for row in rows.select_related("edition"):
        slug = row.edition.slug
        text = _("Relire le bilan, et confirmer sa publication")
        yield Task(text, reverse("reports:write-confirm", args=[slug]), slug, localdate(row.asked_at))
