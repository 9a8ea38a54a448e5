"""Watching: who looks after a feed is told, once, that a reading is missing; the page says when it came back."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.queries import people
from gamma.ground import wording
from gamma.ground.accounts.models import Person
from gamma.ground.mail.sending import send
from gamma.ground.periods import Period
from gamma.instruments.harvest.models import Feed
from gamma.instruments.harvest.queries.due import feeds, needs


def watch(*, now: datetime) -> int:
    """Look at every feed that is enabled; return how many letters went."""
    today = timezone.localdate(now)
    found = needs(feeds().filter(enabled=True, indicator__status=Status.ACTIVE), today)
    return sum(_watched(need.feed, need.late(today), now) for need in found)


@transaction.atomic
def _watched(feed: Feed, late: list[Period], now: datetime) -> int:
    """One letter an episode: it begins with what is late, and ends when nothing is."""
    if bool(late) == bool(feed.told_at):
        return 0
    feed.told_at, feed.recovered_at = (now, None) if late else (None, now)
    feed.save(update_fields=["told_at", "recovered_at"])
    told = _told(feed) if late else []
    for person in told:
        _write(feed, late, person)
    return len(told)


def _told(feed: Feed) -> list[Person]:
    """Its owner; who looks after the data of the product, when it has none."""
    if feed.owner and feed.owner.is_active:
        return [feed.owner]
    return people(MemberRole.DATA_OWNER, enrolment=feed.indicator.enrolment)


def _write(feed: Feed, late: list[Period], person: Person) -> None:
    enrolment = feed.indicator.enrolment
    where = reverse("harvest:feed", args=[enrolment.edition.slug, enrolment.product.slug, feed.pk])
    last = feed.runs.first()
    words = {
        "feed": feed,
        "late": [wording.period(one) for one in late],
        "person": person,
        "product": enrolment.product,
        "last": last,
    }
    send("harvest/letters/late.txt", to=person.email, href=settings.PUBLIC_URL + where, **words)
