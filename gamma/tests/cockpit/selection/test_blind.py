"""Scores are blind: nobody reads another's, nor what is computed of them, before giving theirs — on any page."""

import re

import pytest
from django.urls import reverse

from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.facts import RecusalFacts, StagesFacts
from gamma.cockpit.selection.lists import Stage
from gamma.ground.audit.models import Entry

from .conftest import NOW, score

SECRET = "jamais avant les siennes"
PAGES = ("board", "grid", "journal", "reading", "give", "recuse", "stages", "decide", "close", "call", "write-call")


def seen(person, row):
    """How many sheets of an application a person may read, and its summary on the board and on its page."""
    grid = queries.grid_in_force(row.call)
    rows = {one.application.pk: one.summary for one in queries.board(row.call, person).rows}
    page = queries.reading(row, person)
    assert page.open == queries.opened(grid, person).filter(pk=row.pk).exists()
    assert (page.summary is None) == (rows[row.pk] is None)
    return queries.readable(grid, person).filter(application=row).count(), rows[row.pk] and rows[row.pk].mean


def pages(client, person, row):
    """Everything that a person may read of a selection."""
    client.force_login(person)
    words = {"edition": row.call.edition.slug}
    for name in PAGES:
        more = {"application": row.pk} if name in ("reading", "give", "recuse") else {}
        answer = client.get(reverse(f"selection:{name}", kwargs=words | more))
        assert answer.status_code in (200, 403), name
        yield answer.content.decode()


def test_nobody_reads_a_score_before_giving_theirs(sent, zoe, ada, bob, lead):
    row = sent(zoe)
    score(row, ada)
    assert seen(ada, row) == (1, pytest.approx(1.5, abs=0))
    assert seen(bob, row) == (0, None)
    assert seen(lead, row) == (0, None)
    score(row, bob, 1, 1)
    for person in (ada, bob, lead):
        assert seen(person, row)[0] == 2
        assert str(seen(person, row)[1]) == "1.25"


def test_to_have_scored_one_application_opens_no_other(sent, zoe, ada, bob):
    one, other = sent(zoe), sent(zoe, "Fromagerie")
    score(one, ada)
    score(other, ada)
    score(one, bob)
    assert (seen(bob, one)[0], seen(bob, other)[0]) == (2, 0)


def test_no_page_tells_a_score_to_who_has_not_given_theirs(client, sent, zoe, ada, bob, lead):
    row = sent(zoe)
    score(row, ada, 3, 2, comment=SECRET)
    for person in (bob, lead):
        for text in pages(client, person, row):
            assert SECRET not in text
            assert "2,25" not in text
            assert "Moyenne de" not in text
    assert any(SECRET in text for text in pages(client, ada, row))


def test_the_order_of_the_board_tells_nothing(client, sent, zoe, ada, bob):
    """Rows whose scores are hidden stay in the order they came in, however they are asked to be sorted."""
    rows = [sent(zoe, name) for name in ("Aaa", "Bbb", "Ccc")]
    for row, value in zip(rows, (1, 4, 2), strict=True):
        score(row, ada, value, value)
    client.force_login(bob)
    for order in ("", "moyenne", "-moyenne", "ecart", "-ecart"):
        text = client.get(reverse("selection:board", args=["season-9"]), {"tri": order}).content.decode()
        assert re.findall(r">(Aaa|Bbb|Ccc)</a>", text) == ["Aaa", "Bbb", "Ccc"]


def test_the_board_tells_who_gave_scores_not_which(client, sent, zoe, ada, bob):
    score(sent(zoe), ada)
    board = queries.board(queries.call_named("season-9").get(), bob)
    assert [str(one) for one in board.rows[0].progress] == ["given", "awaited"]
    assert (board.left, board.awaited) == (1, 1)


def test_disagreements_come_first_to_who_may_read_them(sent, zoe, ada, bob, lead):
    calm, torn = sent(zoe, "Calme"), sent(zoe, "Disputée")
    for row, theirs in ((calm, (4, 4)), (torn, (0, 2))):
        score(row, ada, *theirs)
        score(row, bob, 4, 4)
    call = calm.call
    assert [row.application for row in queries.board(call, lead).rows] == [torn, calm]
    assert [row.application for row in queries.board(call, lead, "-moyenne").rows] == [calm, torn]
    assert queries.board(call, lead).rows[0].summary.disagreement == 4


def test_the_journal_says_that_scores_were_given_never_which(sent, zoe, ada):
    score(sent(zoe), ada, comment=SECRET)
    entry = Entry.objects.get(verb="scored")
    assert (entry.before, entry.after, entry.by) == ({}, {}, "Ada")
    assert not Entry.objects.filter(scope__startswith="season-9", verb="scored").exists()


def test_who_recuses_themselves_reads_scores_only_once_they_are_closed(sent, zoe, ada, bob, lead):
    row = sent(zoe)
    score(row, ada)
    actions.recuse(row, RecusalFacts(reason="Mon ancienne équipe"), by=bob)
    assert seen(bob, row) == (0, None)
    assert seen(lead, row)[0] == 1
    actions.close_scores(row.call, by=lead, now=NOW)
    assert seen(bob, row)[0] == 1


def test_a_sheet_given_before_a_recusal_no_longer_counts(sent, zoe, ada, bob):
    row = sent(zoe)
    score(row, ada, 4, 4)
    score(row, bob, 0, 0)
    actions.recuse(row, RecusalFacts(reason="Un lien"), by=bob)
    assert seen(ada, row) == (1, 4)
    assert seen(bob, row) == (0, None)


def test_a_lead_who_sits_in_the_committee_scores_first_too(sent, zoe, ada, lead, edition):
    lead.memberships.create(edition=edition, role="committee")
    row = sent(zoe)
    score(row, ada)
    assert seen(lead, row) == (0, None)
    score(row, lead)
    assert seen(lead, row)[0] == 2


def test_a_member_who_applies_is_not_waited_for_and_does_not_score(sent, ada, bob, lead):
    row = sent(ada)
    score(row, bob)
    assert seen(lead, row)[0] == 1
    assert seen(ada, row) == (0, None)


def test_another_version_of_the_grid_is_scored_blind_anew(sent, zoe, ada, bob, lead):
    row = sent(zoe)
    score(row, ada)
    score(row, bob)
    actions.new_version(row.call, reason="Un critère de trop", by=lead)
    assert seen(ada, row) == (0, None)
    score(row, ada, 2, 2)
    assert (seen(ada, row)[0], seen(bob, row)[0], seen(lead, row)[0]) == (1, 0, 0)


def test_closing_opens_the_scores_to_all_and_takes_no_other(client, sent, zoe, ada, bob, lead):
    row = sent(zoe)
    score(row, ada)
    actions.close_scores(row.call, by=lead, now=NOW)
    assert seen(bob, row)[0] == seen(lead, row)[0] == 1
    client.force_login(bob)
    address = reverse("selection:give", args=["season-9", row.pk])
    values = {
        f"scores__{name}__{part}": said
        for name in ("team", "effect")
        for part, said in (("value", "2"), ("comment", "x"))
    }
    assert "closes" in client.post(address, values).content.decode()
    assert row.sheets.count() == 1


def test_an_application_is_scored_once_eligible(sent, zoe, ada, bob, lead):
    row = sent(zoe, eligible=False)
    assert queries.board(row.call, ada).awaited == 0
    actions.place(row.call, StagesFacts(stages={row.pk: Stage.HEARING}), by=lead)
    assert queries.board(row.call, ada).awaited == 2
    assert queries.counts(row.call).hearing == 1


def test_the_board_asks_as_many_questions_for_ten_applications_as_for_one(
    sent, zoe, ada, bob, django_assert_num_queries
):
    score(sent(zoe), ada)
    call = queries.call_named("season-9").get()
    with django_assert_num_queries(12) as first:
        queries.board(call, ada)
    for rank in range(9):
        score(sent(zoe, f"Service {rank}"), ada)
    with django_assert_num_queries(len(first)):
        queries.board(call, ada)
