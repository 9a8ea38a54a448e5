"""What the database refuses whatever the code does."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.models import Application, Call, Criterion, Decision, Evidence, Grid, Score, Sheet

from .conftest import NOW, OPEN, decide, outcomes, score, told


def refused(match, act):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        act()


@pytest.fixture
def scored(sent, zoe, ada):
    row = sent(zoe)
    score(row, ada)
    return row


def test_a_grid_by_which_scores_were_given_is_frozen(scored):
    grid = queries.grid_in_force(scored.call)
    refused("frozen", lambda: Grid.objects.filter(pk=grid.pk).update(frozen_at=None))
    refused("frozen", lambda: grid.criteria.update(weight=5))
    refused("frozen", lambda: Criterion.objects.create(grid=grid, slug="late", rank=9))
    refused("frozen", lambda: grid.criteria.all()._raw_delete("default"))
    other = Grid.objects.create(call=scored.call, version=2)
    stray = Criterion.objects.create(grid=other, slug="stray", rank=0)
    refused("frozen", lambda: Criterion.objects.filter(pk=stray.pk).update(grid=grid))


def test_a_score_freezes_the_grid_first(sent, zoe, ada):
    row = sent(zoe)
    grid = queries.grid_in_force(row.call)
    refused("frozen before", lambda: Sheet.objects.create(application=row, grid=grid, member=ada))


def test_scores_do_not_change_and_rest_on_something(scored, ada, bob):
    sheet = Sheet.objects.get()
    one = sheet.scores.first()
    refused("do not change", lambda: sheet.scores.update(value=0))
    refused("do not change", lambda: sheet.scores.all().delete())
    refused("do not change", lambda: sheet.delete())
    refused("do not change", lambda: Sheet.objects.update(member=bob))
    theirs = Sheet.objects.create(application=scored, grid=sheet.grid, member=bob)
    refused("evidence", lambda: Score.objects.create(sheet=theirs, criterion=one.criterion, value=1))
    refused("value", lambda: Score.objects.create(sheet=theirs, criterion=one.criterion, value=5, comment="Vu"))
    other = Grid.objects.create(call=scored.call, version=2)
    stray = Criterion.objects.create(grid=other, slug="stray", rank=0)
    refused("of its sheet", lambda: Score.objects.create(sheet=theirs, criterion=stray, value=1, comment="Vu"))


def test_no_score_is_given_once_they_are_closed_nor_are_they_opened_again(scored, bob, lead):
    grid = queries.grid_in_force(scored.call)
    actions.close_scores(scored.call, by=lead, now=NOW)
    refused("may all be read", lambda: Sheet.objects.create(application=scored, grid=grid, member=bob))
    refused(
        "may all be read",
        lambda: Score.objects.create(sheet=Sheet.objects.get(), criterion=grid.criteria.first(), value=1, comment="Vu"),
    )
    refused("do not open again", lambda: Call.objects.update(scores_closed_at=None))


def test_nobody_scores_their_own_or_a_draft(call, sent, zoe, ada, scored):
    grid = queries.grid_in_force(call)
    own, draft = sent(ada, "Le mien"), actions.start(call, told(), by=zoe, today=OPEN)
    refused("of their own", lambda: Sheet.objects.create(application=own, grid=grid, member=ada))
    refused("was sent", lambda: Sheet.objects.create(application=draft, grid=grid, member=ada))


def test_what_was_sent_does_not_change(scored):
    every = Application.objects.filter(pk=scored.pk)
    refused("does not change", lambda: every.update(team="Autre"))
    refused("does not change", lambda: every.update(state="draft", sent_at=None))
    refused("not deleted", lambda: every._raw_delete("default"))
    refused("evidence", lambda: Evidence.objects.update(link="https://ailleurs.fr"))
    refused("evidence", lambda: Evidence.objects.create(application=scored, criterion="more"))
    every.update(state="withdrawn")
    refused("come back", lambda: every.update(state="sent"))


def test_a_decision_and_all_it_rests_on_are_frozen(scored, bob, lead, call):
    grid = queries.grid_in_force(call)
    early = {"call": call, "grid": grid, "decided_on": OPEN, "content": {}, "digest": "x", "recorded_by": lead}
    refused("closed before", lambda: Decision.objects.create(**early))
    score(scored, bob)
    decide(call, lead, outcomes(selected=[scored]))
    refused("do not change", lambda: Decision.objects.update(digest="y"))
    refused("do not change", lambda: Decision.objects.all().delete())
    refused("frozen by the decision", lambda: Application.objects.update(reason="Autre"))
    refused("frozen by its decision", lambda: Call.objects.update(closes=OPEN))


def test_a_decision_needs_a_frozen_grid(call, lead):
    Call.objects.update(scores_closed_at=timezone.now())
    grid = queries.grid_in_force(call)
    facts = {"call": call, "grid": grid, "decided_on": OPEN, "content": {}, "digest": "x", "recorded_by": lead}
    refused("freezes the grid", lambda: Decision.objects.create(**facts))


def test_an_outcome_has_a_reason(sent, zoe):
    row = sent(zoe)
    refused("reason", lambda: Application.objects.filter(pk=row.pk).update(outcome="selected"))


def test_promises_are_kept_by_triggers_and_can_be_taken_away(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'keep' AND NOT tgisinternal")
        assert cursor.fetchone() == (8,)
