"""Insiders: the pages of work, asked over HTTP by a signed-in person who leads the edition, its session in a cookie."""

from datetime import date, timedelta

import portfolio
from django.test import Client
from django.utils import timezone
from measuring import Figure, served

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reviews.actions import add, begin, monday
from gamma.cockpit.reviews.facts import ActionFacts, BlockerFacts
from gamma.cockpit.reviews.models import Action, Blocker
from gamma.ground.accounts.models import Person

LEAD = "bench@example.org"
AIM = 60.0  # milliseconds
EDITION = f"/editions/{portfolio.EDITION}/"
PAGES = {
    "tableau, connecté": EDITION,
    "tableau, connecté, page 7": f"{EDITION}?page=7",
    "page du commanditaire": f"{EDITION}commanditaire/service-001/",
    "point de la semaine": f"/revues/{portfolio.EDITION}/service-001/{{week}}/",
}


def measure(host: str) -> list[Figure]:
    """Each page as the web server gives it."""
    lead, week = _lead(), _half_hours()
    return [served(host, name, path.format(week=week), AIM, lead) for name, path in PAGES.items()]


def _lead() -> Client:
    person = Person.objects.create_user(LEAD)
    edition = Edition.objects.get(slug=portfolio.EDITION)
    Membership.objects.create(person=person, edition=edition, role=MemberRole.LEAD)
    client = Client()
    client.force_login(person)
    return client


def _half_hours() -> date:
    """Every product holds its half hour: two actions, one of them late, and a blocker. Its week."""
    today, by = timezone.localdate(), Person.objects.get(email=LEAD)
    for enrolment in Enrolment.objects.filter(edition__slug=portfolio.EDITION):
        row = begin(enrolment, week=monday(today), by=by, now=timezone.now())
        for days in (-3, 9):
            add(
                Action,
                ActionFacts(text="Appeler dix agences", owner=by.pk, due=today + timedelta(days)),
                checkin=row,
                by=by,
            )
        asked = BlockerFacts(text="Pas d'accès au journal", owner=by.pk, asked="role:sponsor", since=row.week)
        add(Blocker, asked, checkin=row, by=by)
    return monday(today)
