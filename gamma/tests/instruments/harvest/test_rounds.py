"""Rounds: what is due is read once, failures wait, what changes is a correction, who watches is told once."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from gamma.cockpit.indicators.actions import withdraw_reading
from gamma.cockpit.indicators.models import Reading
from gamma.ground.errors import UserError
from gamma.instruments.harvest import actions, jobs, pacing, queries, sealing
from gamma.instruments.harvest.actions import running
from gamma.instruments.harvest.lists import Freshness, Outcome, Reason
from gamma.instruments.harvest.models import Feed, Run, Turn
from gamma.instruments.harvest.pacing import Pace, take_turn
from gamma.instruments.harvest.retention import forget_extracts, forget_runs

from .conftest import NOW

A_DAY = timedelta(days=1)


@pytest.fixture
def table(server, feed_of):
    """A feed on a table that a test may change, and the table."""
    rows = {"2026-01": 10, "2026-02": 20, "2026-03": 30}

    def answers(_asked):
        body = [{"month": month, "visits": value} for month, value in rows.items()]
        return 200, {"content-type": "application/json"}, json.dumps(body).encode()

    server.answers = answers
    return feed_of("table", url=server.url, format="json", period="month", value="visits"), rows


def state(feed: Feed, now=NOW) -> Freshness:
    return queries.line(Feed.objects.get(pk=feed.pk), now.date()).state


def test_what_is_read_is_not_asked_again(table, server, taken):
    feed, _rows = table
    assert (actions.harvest(now=NOW).due, actions.harvest(now=NOW).due) == (1, 0)
    assert (taken(feed), len(server.seen)) == ({"2026-03": 30}, 1)


def test_a_period_is_asked_for_when_it_is_over_and_its_delay_with_it(table, server, taken):
    feed, _rows = table
    Feed.objects.filter(pk=feed.pk).update(delay=5)
    april = NOW.replace(day=4)
    assert actions.harvest(now=april).due == 0
    assert actions.harvest(now=april + A_DAY).due == 1
    assert taken(feed) == {"2026-03": 30}


def test_those_before_are_read_from_the_first_that_is_asked_for(table, server, taken):
    feed, rows = table
    Feed.objects.filter(pk=feed.pk).update(first="2026-01")
    actions.harvest(now=NOW)
    assert taken(feed) == rows


def test_nothing_is_due_long_after_the_edition(table):
    assert actions.harvest(now=NOW.replace(year=2027, month=12)).due == 1
    found = queries.needs(queries.feeds(), NOW.replace(year=2028).date())[0]
    assert found.missing[0].text == "2027-02"


def test_a_suspended_feed_and_a_retired_indicator_are_left_alone(table, server, ada):
    feed, _rows = table
    actions.suspend_feed(feed, by=ada)
    assert actions.harvest(now=NOW).due == 0
    assert state(feed) == Freshness.OFF
    assert server.seen == []


def test_another_value_is_a_correction_with_its_reason_and_both_stay(table, server):
    feed, rows = table
    actions.harvest(now=NOW)
    rows["2026-03"] = 31
    actions.read_feed(feed.pk, now=NOW)
    found = Reading.objects.filter(source=feed.source).order_by("revision")
    assert [(row.value, bool(row.reason)) for row in found] == [(30, False), (31, True)]
    runs = list(feed.runs.order_by("pk"))
    assert [run.reason for run in runs] == [Reason.DUE, Reason.ASKED]
    assert [run.readings.get().revision for run in runs] == [0, 1]


def test_the_same_value_again_adds_no_reading(table):
    feed, _rows = table
    actions.harvest(now=NOW)
    actions.read_feed(feed.pk, now=NOW)
    assert Reading.objects.filter(source=feed.source).count() == 1
    assert feed.runs.count() == 2


def test_what_a_person_withdrew_is_not_brought_back(table, ada):
    feed, _rows = table
    actions.harvest(now=NOW)
    withdraw_reading(Reading.objects.get(source=feed.source), reason={"fr": "Faux"}, by=ada)
    assert actions.harvest(now=NOW).due == 0


def test_a_failure_waits_longer_each_time_and_is_forgotten_once_it_passes(table, server):
    feed, _rows = table
    answers = server.answers
    server.says({}, 500)
    waits, now = [], NOW
    for _round in range(9):
        actions.harvest(now=now)
        feed.refresh_from_db()
        waits.append((feed.not_before - now).total_seconds() / 60)
        assert actions.harvest(now=now).due == 0
        now = feed.not_before
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert state(feed, now) == Freshness.FAILING
    server.answers = answers
    actions.harvest(now=now)
    feed.refresh_from_db()
    assert (feed.failures, feed.not_before, state(feed, now)) == (0, None, Freshness.FRESH)


def test_a_host_that_says_when_to_come_back_is_left_alone_till_then(table, server):
    feed, _rows = table
    server.says({}, 429, retry_after="7200")
    actions.harvest(now=NOW)
    feed.refresh_from_db()
    assert feed.not_before == NOW + timedelta(hours=2)


def test_a_round_begins_no_feed_past_its_time_and_says_how_many_are_left(table, server, taken):
    feed, _rows = table
    found = actions.harvest(now=NOW, budget=-1)
    assert (found.due, found.left, taken(feed), server.seen) == (1, 1, {}, [])
    assert actions.harvest(now=NOW).left == 0
    assert taken(feed) == {"2026-03": 30}


@pytest.mark.parametrize(("left", "queued"), [(3, 1), (0, 0)])
def test_what_is_left_comes_back_after_the_jobs_that_wait(db, monkeypatch, left, queued):
    monkeypatch.setattr(actions, "harvest", lambda **_words: running.Round(9, left))
    jobs.harvest(0)
    assert ProcrastinateJob.objects.filter(task_name="harvest.harvest", status="todo").count() == queued


def test_one_feed_that_cannot_be_recorded_keeps_no_other_from_being(table, server, feed_of, taken, monkeypatch):
    feed, _rows = table
    other = feed_of("table", url=server.url, format="json", period="month", value="visits")
    record = running.record

    def failing(group, *words, **more):
        if group[0].feed.pk == feed.pk:
            raise RuntimeError
        return record(group, *words, **more)

    monkeypatch.setattr(running, "record", failing)
    with pytest.raises(ExceptionGroup):
        actions.harvest(now=NOW)
    assert taken(other) == {"2026-03": 30}


def test_each_run_says_what_failed(table, server):
    feed, rows = table
    del rows["2026-03"]
    actions.harvest(now=NOW)
    run = feed.runs.get()
    assert (run.outcome, run.status, run.periods) == (Outcome.FAILED, 200, ["2026-03"])
    assert "Aucune ligne pour “2026-03”" in run.fault
    assert not Reading.objects.filter(source=feed.source).exists()


@pytest.mark.parametrize(
    ("sent", "status", "headers", "sentence"),
    [
        (b"<html></html>", 200, {"content_type": "text/html"}, "page web"),
        (b'[{"month": "2026-03"', 200, {}, "JSON complet"),
        (b'[{"month": "2026-03", "visits": NaN}]', 200, {}, "JSON complet"),
        (b'[{"month": "2026-03", "visits": null}]', 200, {}, "pas un nombre"),
        (b'[{"month": "2026-03", "visits": true}]', 200, {}, "pas un nombre"),
        (b'[{"month": "2026-03", "visits": 1e30}]', 200, {}, "hors de ce"),
        (b"[" * 100_000, 200, {}, "JSON complet"),
        (b"", 404, {}, "refuse la demande"),
        (b"", 429, {"retry_after": "9999"}, "pas pour l'instant"),
        (b"a" * 5_000_001, 200, {}, "dépasse"),
        (b'[{"month": "2026-03", "visits": 1}]', 200, {"content_length": "99999"}, "avant sa fin"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_half_written(table, server, sent, status, headers, sentence):
    feed, _rows = table
    server.says(sent, status, **headers)
    actions.harvest(now=NOW)
    assert sentence in feed.runs.get().fault
    assert not Reading.objects.filter(source=feed.source).exists()


def test_a_host_that_is_no_longer_allowed_is_told(table, settings):
    feed, _rows = table
    settings.HARVEST_INTERNAL = []
    actions.harvest(now=NOW)
    assert "n'est pas un hôte autorisé" in feed.runs.get().fault


def test_an_answer_that_says_the_secret_again_is_kept_without_it(server, feed_of):
    secret = "a secret/of the host"
    server.says([{"month": "2026-03", "visits": 1, "you": secret, "as": "a+secret%2Fof+the+host"}])
    feed = feed_of("table", secret, url=server.url, format="json", period="month", value="visits")
    actions.harvest(now=NOW)
    kept = json.dumps(list(Run.objects.filter(feed=feed).values("query", "extract", "fault")))
    assert server.seen[0].headers["authorization"] == f"Bearer {secret}"
    assert "•••" in Run.objects.get().extract
    assert secret not in kept
    assert "a+secret" not in kept


def test_a_secret_is_encrypted_and_opens_with_the_keys_of_before(table, settings, feed_of, server):
    settings.HARVEST_KEYS = ["first"]
    feed = feed_of("table", "a-secret-word", url=server.url, format="json", period="month", value="visits")
    assert "a-secret-word" not in feed.secret
    settings.HARVEST_KEYS = ["second", "first"]
    assert sealing.opened(feed.secret) == "a-secret-word"
    settings.HARVEST_KEYS = ["second"]
    with pytest.raises(UserError, match="donner de nouveau"):
        sealing.opened(feed.secret)
    actions.harvest(now=NOW)
    assert "donner de nouveau" in feed.runs.get().fault


def test_a_trial_shows_what_would_be_read_and_records_no_reading(table, ada):
    feed, _rows = table
    Feed.objects.filter(pk=feed.pk).update(tried="", enabled=False)
    feed.refresh_from_db()
    with pytest.raises(UserError, match="essai à blanc"):
        actions.enable_feed(feed, by=ada)
    run = actions.try_feed(feed, now=NOW)
    assert run.figures == {"2026-03": {"value": "30", "n": None, "precision": "exact"}}
    assert not Reading.objects.filter(source=feed.source).exists()
    feed.refresh_from_db()
    actions.enable_feed(feed, by=ada)
    assert Feed.objects.get(pk=feed.pk).enabled


def test_a_trial_that_fails_enables_nothing(table, server, ada):
    feed, _rows = table
    Feed.objects.filter(pk=feed.pk).update(tried="", enabled=False)
    feed.refresh_from_db()
    server.says([], 200)
    assert actions.try_feed(feed, now=NOW).outcome == Outcome.FAILED
    feed.refresh_from_db()
    assert (feed.tried, feed.failures) == ("", 0)


def test_who_watches_is_told_once_an_episode_and_the_page_says_when_it_came_back(table, server, ada):
    feed, _rows = table
    answers = server.answers
    server.says({}, 500)
    fourth, fifth = NOW.replace(day=4), NOW.replace(day=5)
    assert actions.watch(now=fourth) == 0
    actions.harvest(now=fifth)
    assert [actions.watch(now=fifth + A_DAY * day) for day in range(3)] == [1, 0, 0]
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]
    assert "mars 2026" in mail.outbox[0].body
    assert "ne répond pas pour l'instant" in mail.outbox[0].body
    server.answers = answers
    actions.harvest(now=NOW)
    assert actions.watch(now=NOW) == 0
    feed.refresh_from_db()
    assert (feed.told_at, feed.recovered_at) == (None, NOW)
    assert actions.watch(now=NOW.replace(month=5, day=20)) == 1
    assert len(mail.outbox) == 2


def test_a_feed_without_an_owner_is_told_to_who_looks_after_the_data(table, ada):
    Feed.objects.update(owner=None)
    actions.watch(now=NOW)
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]


def test_a_host_is_asked_at_its_pace(db, monkeypatch):
    monkeypatch.setitem(pacing.PACES, "slow.example", Pace(every=10, burst=2))
    waits = [take_turn("slow.example") for _turn in range(9)]
    assert waits[:2] == [0, 0]
    assert waits[2:8] == [pytest.approx(10 * turn, abs=0.5) for turn in range(1, 7)]
    assert waits[8] is None
    assert take_turn("other.example") == 0


def test_a_feed_whose_host_has_no_turn_left_waits_for_the_next_round_without_a_failure(table, server):
    feed, _rows = table
    Turn.objects.create(host="127.0.0.1", due_at="2999-01-01T00:00Z")
    actions.harvest(now=NOW)
    feed.refresh_from_db()
    assert (server.seen, feed.failures, feed.runs.count()) == ([], 0, 0)


def test_what_is_due_is_asked_of_the_base_as_often_however_many_feeds_there_are(table, server, feed_of):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            queries.due(NOW)
        return len(found)

    one = count()
    for _more in range(4):
        feed_of("table", url=server.url, format="json", period="month", value="visits")
    assert count() == one


def test_runs_and_extracts_are_forgotten_in_time(table):
    feed, _rows = table
    actions.harvest(now=NOW)
    began = feed.runs.get().began_at
    assert forget_extracts(began + 91 * A_DAY) == 1
    assert feed.runs.get().extract == ""
    assert feed.runs.get().digest
    assert forget_runs(began + 732 * A_DAY) == 1
    assert Reading.objects.get(source=feed.source).value == Decimal(30)
