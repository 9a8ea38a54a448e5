"""The day before: one letter a person, of what is missing and what is late, once; nothing where nothing is asked."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment, Membership, Product
from gamma.cockpit.reviews import actions, jobs
from gamma.cockpit.reviews.facts import ActionFacts, SlotFacts
from gamma.cockpit.reviews.models import Action, CheckIn, Reminder

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = date(2020, 11, 24)
MONDAY = TUESDAY - timedelta(days=1)
LAST = "          - {period: 2021-03, value: 935.5, precision: approx, source: article}\n"


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 10, tzinfo=PARIS)


EVENING = at(MONDAY, 17)


@pytest.fixture
def bakery(db, kept, small):
    """The small season in its autumn: October is not read yet."""
    assert LAST in small
    kept(small.replace(LAST, ""))
    return Enrolment.objects.select_related("edition", "product").get()


@pytest.fixture
def people(bakery, join):
    return join(bakery)


@pytest.fixture
def late(bakery, people):
    """An action of the product lead that is late, and one of the coach."""
    checkin = actions.begin(bakery, week=MONDAY - timedelta(days=7), by=people["coach"], now=at(TUESDAY, 10))
    for role, text in (("product_lead", "Appeler le meunier"), ("coach", "Goûter le pain")):
        facts = ActionFacts(text=text, owner=people[role].pk, due=MONDAY - timedelta(days=3))
        actions.add(Action, facts, checkin=checkin, by=people["coach"])


def test_each_is_told_what_is_missing_and_what_is_late_of_theirs(late, people, mailoutbox):
    assert actions.remind(now=EVENING) == 2
    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert set(letters) == {"product_lead@example.org", "data_owner@example.org"}
    lead, owner = letters["product_lead@example.org"], letters["data_owner@example.org"]
    assert lead.subject == "Point du 24 novembre 2020 : ce qui manque encore"
    for text in ("Pains par mois, octobre 2020", "Appeler le meunier", "24 novembre 2020 à 10 h", "Boulangerie"):
        assert text in lead.body
    assert "/revues/small/bakery/2020-11-23/" in lead.body
    assert "Goûter le pain" not in lead.body
    assert "Pains par mois, octobre 2020" in owner.body
    assert "Appeler le meunier" not in owner.body
    assert "&#x27;" not in lead.body


def test_twice_is_once(people, mailoutbox):
    assert actions.remind(now=EVENING) == 2
    assert actions.remind(now=EVENING + timedelta(hours=1)) == 0
    assert actions.remind(now=at(TUESDAY, 8)) == 0
    assert len(mailoutbox) == 2
    assert actions.remind(now=EVENING + timedelta(days=7)) == 2, "and again the week after"


def test_the_worker_that_slept_in_the_evening_writes_in_the_morning_and_not_after(people, mailoutbox):
    assert actions.remind(now=at(TUESDAY, 11)) == 0, "the check-in was at ten"
    assert actions.remind(now=at(TUESDAY, 9)) == 2


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (at(MONDAY, 12), "it is not evening yet"),
        (at(MONDAY - timedelta(days=1), 17), "the check-in is the day after tomorrow"),
        (EVENING + timedelta(days=7 * 30), "the edition is over"),
        (EVENING - timedelta(days=7 * 13), "the edition has not begun"),
    ],
)
def test_nobody_is_written_to_at_other_times(people, now, why):
    assert actions.remind(now=now) == 0, why


def test_the_day_is_that_of_the_product(bakery, people):
    actions.set_slot(bakery, SlotFacts(weekday=3, hour=14), by=people["coach"])
    assert actions.remind(now=EVENING) == 0
    assert actions.remind(now=at(TUESDAY + timedelta(days=1), 17)) == 2


def test_nothing_is_written_where_nothing_is_asked(bakery, people, mailoutbox):
    bakery.indicators.update(status="retired")
    assert actions.remind(now=EVENING) == 0
    assert mailoutbox == []


def test_a_check_in_that_was_held_already_asks_nothing(bakery, people):
    actions.begin(bakery, week=MONDAY, by=people["coach"], now=at(MONDAY, 9))
    assert actions.remind(now=EVENING) == 0


def test_several_products_make_one_letter(bakery, people, mailoutbox):
    other = Enrolment.objects.create(
        edition=bakery.edition, product=Product.objects.create(slug="mill", name="Moulin"), rank=1
    )
    Membership.objects.create(
        person=people["product_lead"], edition=bakery.edition, enrolment=other, role=MemberRole.PRODUCT_LEAD
    )
    checkin = CheckIn.objects.create(enrolment=other, week=MONDAY - timedelta(days=7), begun_at=at(MONDAY, 9))
    facts = ActionFacts(text="Moudre", owner=people["product_lead"].pk, due=MONDAY - timedelta(days=3))
    actions.add(Action, facts, checkin=checkin, by=people["product_lead"])
    actions.remind(now=EVENING)
    mine = [letter for letter in mailoutbox if letter.to == ["product_lead@example.org"]]
    assert len(mine) == 1
    assert "Moudre" in mine[0].body
    assert "Pains par mois" in mine[0].body
    assert Reminder.objects.filter(person=people["product_lead"]).count() == 2


def test_a_letter_that_cannot_be_written_is_not_kept_as_sent(people, monkeypatch):
    def refuse(*_args, **_words):
        raise OSError

    monkeypatch.setattr("gamma.cockpit.reviews.actions.reminding.send", refuse)
    with pytest.raises(OSError):  # noqa: PT011 - the one raised above
        actions.remind(now=EVENING)
    assert not Reminder.objects.exists()


def test_the_job_runs_by_the_clock_of_the_work(monkeypatch, db):
    called = []
    monkeypatch.setattr(actions, "remind", lambda **words: called.append(words["now"]))
    jobs.remind(timestamp=0)
    assert called[0].tzinfo is not None
