"""What surveys keep of people: given to them, forgotten when they ask, and when its day is past."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from gamma.ground import personal, retention
from gamma.ground.accounts.models import Person
from gamma.instruments.surveys import actions, jobs
from gamma.instruments.surveys.models import Count, Invitation, Opposition, Sheet


@pytest.fixture
def invited(survey, plan, today):
    wave = plan(survey, channels=["email", "link"])
    actions.invite(wave, "ada@example.org bob@example.org", by="test", today=today)
    return wave


def test_a_person_is_told_of_their_invitations_and_these_go_with_them(invited, today):
    holding, person = personal.holdings()["surveys"], Person.objects.create_user("ADA@example.org")
    actions.send_due(today=today)
    assert holding.export(person) == [{"wave": "bread · mars", "sent_on": today.isoformat(), "answered": False}]
    holding.forget(person)
    assert [one.email for one in Invitation.objects.all()] == ["bob@example.org"]


def test_the_night_deletes_what_is_past_its_day_and_no_count(invited, survey, answer, today):
    answer(survey, nps="9")
    counted = Count.objects.count()
    rules = {name: rule for name, rule in retention.rules().items() if name.startswith("surveys.")}
    after = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    assert [rule.forget(after) for rule in rules.values()] == [0, 0, 0]
    for rule in rules.values():
        rule.forget(after + timedelta(days=90))
    assert (Invitation.objects.count(), Sheet.objects.count(), Count.objects.count()) == (0, 0, counted)


def test_who_objected_is_left_alone_after_their_address_is_deleted(invited, survey, plan, today):
    actions.send_due(today=today)
    letter = next(one for one in mail.outbox if one.to == ["ada@example.org"])
    actions.forget_invitations(on=today + timedelta(days=90))
    assert actions.oppose(letter.body.split("opposition/")[1].split("/")[0], today=today)
    assert Opposition.objects.count() == 1


def test_a_former_key_of_the_site_still_knows_who_objected(invited, settings, today):
    actions.send_due(today=today)
    letter = next(one for one in mail.outbox if one.to == ["ada@example.org"])
    actions.oppose(letter.body.split("opposition/")[1].split("/")[0], today=today)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert actions.inviting.opposed("Ada@example.org")
    assert not actions.inviting.opposed("bob@example.org")


def test_the_job_sends_what_is_due(invited, today, monkeypatch):
    monkeypatch.setattr(jobs, "localdate", lambda: today)
    jobs.send(timestamp=0)
    assert sorted(one.to[0] for one in mail.outbox) == ["ada@example.org", "bob@example.org"]
    jobs.send(timestamp=0)
    assert len(mail.outbox) == 2


def test_no_letter_leaves_before_the_wave_opens_or_after_it_closed(invited, today):
    assert actions.send_due(today=today - timedelta(days=1)) == 0
    actions.close_wave(invited, by="test", now=datetime(2026, 3, 10, 8, tzinfo=UTC))
    assert actions.send_due(today=today) == 0
