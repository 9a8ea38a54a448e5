"""Rhythm: of many products at once, in a constant number of queries."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gamma.cockpit.programme.models import Enrolment, Product
from gamma.cockpit.reports.queries import live
from gamma.cockpit.reviews import actions, queries
from gamma.cockpit.reviews.facts import ActionFacts, BlockerFacts, NoteFacts
from gamma.cockpit.reviews.models import Action, Blocker, Note
from gamma.ground import desk


def fill(checkin, people):
    by, today = people["coach"], timezone.localdate()
    for days in (-1, 0, 1):
        facts = ActionFacts(text="Pétrir", owner=by.pk, due=today + timedelta(days=days))
        actions.add(Action, facts, checkin=checkin, by=by)
    facts = BlockerFacts(text="Pas de four", owner=by.pk, asked="role:sponsor", since=today)
    actions.add(Blocker, facts, checkin=checkin, by=by)
    for audience in ("team", "sponsor", "coach"):
        actions.add(Note, NoteFacts(text=f"Pour {audience}", audience=audience), checkin=checkin, by=by)


def test_it_tells_what_others_need_to_know(bakery, people, checkin):
    fill(checkin, people)
    today = timezone.localdate()
    found = queries.rhythm(bakery, today)
    assert [(row.text, row.asked, row.since) for row in found.blockers] == [("Pas de four", "commanditaire", today)]
    assert [note.text for note in found.notes] == ["Pour sponsor"]
    actions.lift(found.blockers[0], how="Trouvé", by=people["sponsor"], today=today)
    assert queries.rhythm(bakery, today).blockers == []
    assert queries.open_actions([bakery]).count() == 3
    assert queries.overdue_actions([bakery], today).count() == 1


def test_a_product_without_a_check_in_is_counted_too(bakery):
    assert queries.pulses(Enrolment.objects.all(), timezone.localdate()) == {bakery.pk: queries.Pulse()}


def test_many_products_are_asked_for_in_three_queries(bakery, people, checkin):
    fill(checkin, people)
    more = [Product(slug=f"p{n}", name=f"P{n}") for n in range(30)]
    rows = [
        Enrolment(edition=bakery.edition, product=product, rank=n + 1)
        for n, product in enumerate(Product.objects.bulk_create(more))
    ]
    Enrolment.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as asked:
        found = queries.pulses(Enrolment.objects.all(), timezone.localdate())
        assert [key for key, one in found.items() if one.blockers] == [bakery.pk]
        assert len(found) == 31
    assert len(asked) == 3


def test_what_awaits_a_person_is_on_their_desk(bakery, people, checkin):
    fill(checkin, people)
    today = timezone.localdate()
    asked = [task.text for task in desk.tasks(people["coach"], today)]
    assert asked == ["Pétrir"], "the one that is late"
    lift = desk.tasks(people["sponsor"], today)[0]
    assert lift.text == "Lever un blocage : Pas de four"
    assert lift.href.startswith("/revues/small/bakery/blocage/")
    assert lift.scope == "small/bakery"
    assert not [task for task in desk.tasks(people["expert"], today) if "revues" in task.href]


def test_the_board_and_the_sponsor_are_told(bakery, people, checkin):
    fill(checkin, people)
    today = timezone.localdate()
    signs = live.signs(Enrolment.objects.all(), bakery.edition, today)
    assert signs[bakery.pk] == live.Signs(expected=True, pulse=queries.Pulse(today, 1, 1, today))
    found = live.rhythm(bakery, today)
    assert found.blockers[0].sponsor
    assert found.blockers[0].lift == f"/revues/small/bakery/blocage/{Blocker.objects.get().pk}/lever/"
    assert [note.text for note in found.notes] == ["Pour sponsor"]
