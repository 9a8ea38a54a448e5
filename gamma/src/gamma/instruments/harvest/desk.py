"""Desk: the feeds of a product, the hosts of an edition; what is late awaits who looks after it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gamma.cockpit.programme.access import Right
from gamma.ground.accounts.models import Person
from gamma.ground.desk import Link, Place, Task
from gamma.instruments.harvest.queries import feeds


def opens(place: Place) -> Iterator[Link]:
    """The pages that one may open from a place."""
    if place.product and place.roles & Right.FEED_SEE.value:
        yield Link(
            _("Moissons : relevés automatiques"), reverse("harvest:product", args=[place.edition, place.product])
        )
    if place.product is None and place.roles & Right.EDITION_WRITE.value:
        yield Link(_("Hôtes que les moissons peuvent interroger"), reverse("harvest:hosts", args=[place.edition]))


def asks(person: Person, today: date) -> Iterator[Task]:  # noqa: ARG001 - the watch has looked at the day
    """The feeds of a person that they were told of, and that are not mended yet."""
    for feed in feeds().filter(owner=person, enabled=True, told_at__isnull=False):
        enrolment = feed.indicator.enrolment
        words = [enrolment.edition.slug, enrolment.product.slug]
        text = _("Un flux est en retard : %(title)s") % {"title": feed.title}
        since = localdate(feed.told_at) if feed.told_at else None
        yield Task(text, reverse("harvest:feed", args=[*words, feed.pk]), "/".join(words), since)
