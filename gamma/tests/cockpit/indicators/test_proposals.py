"""A target is proposed by who leads the product, and accepted or refused by the sponsor; the old one stays."""

import pytest
from django.core import mail

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.facts import TargetFacts
from gamma.cockpit.indicators.lists import Answer
from gamma.cockpit.indicators.models import Target, TargetProposal
from gamma.cockpit.programme.lists import MemberRole as M
from gamma.ground.errors import UserError

from .conftest import NOW

GOAL = {"due": "2021-06", "value": 1_200, "baseline": "2020-09", "source": "saisie-equipe"}


@pytest.fixture
def propose(bakery, loaves, who):
    def proposing(**said) -> TargetProposal:
        facts = TargetFacts(**{"id": "t2", **GOAL, **said})
        who(M.SPONSOR)
        return actions.propose_target(facts, indicator=loaves, by=who(M.PRODUCT_LEAD), today=NOW, link="https://x/")

    return proposing


def test_the_sponsor_is_written_to_accepts_and_it_becomes_the_target(propose, loaves, who):
    proposal = propose(set_at="kickoff")
    assert [letter.to for letter in mail.outbox] == [["sponsor@example.org"]]
    assert "Boulangerie : une cible attend votre réponse" in mail.outbox[0].subject
    assert "1 200" in mail.outbox[0].body.replace("\u202f", " ")
    assert "https://x/" in mail.outbox[0].body
    assert not Target.objects.filter(slug="t2").exists()
    target = actions.accept_target(proposal, by=who(M.SPONSOR), today=NOW)
    assert (target.value, target.set_by, target.accepted_by, target.set_on) == (
        1_200,
        "product_lead",
        "sponsor",
        "2021-02-10",
    )
    assert (target.period, target.revision, target.set_at) == ("2021-06", 0, "kickoff")
    assert [letter.to for letter in mail.outbox[1:]] == [["product_lead@example.org"]]


def test_a_revision_says_why_and_keeps_the_old_value(propose, who):
    with pytest.raises(UserError, match="dit sa raison"):
        propose(id="t1")
    actions.accept_target(propose(id="t1", reason="Un nouveau four"), by=who(M.SPONSOR), today=NOW)
    rows = Target.objects.filter(slug="t1").order_by("revision")
    assert list(rows.values_list("revision", "value", "rank")) == [(0, 900, 0), (1, 1_200, 0)]
    assert rows[1].reason == {"fr": "Un nouveau four"}


def test_a_refusal_says_why_and_changes_no_target(propose, who):
    proposal = propose()
    with pytest.raises(UserError, match="dit sa raison"):
        actions.refuse_target(proposal, why={}, by=who(M.SPONSOR))
    actions.refuse_target(proposal, why={"fr": "Trop haut"}, by=who(M.SPONSOR))
    assert TargetProposal.objects.get().answer == Answer.REFUSED
    assert not Target.objects.filter(slug="t2").exists()
    assert "Trop haut" in mail.outbox[-1].body
    with pytest.raises(UserError, match="déjà une réponse"):
        actions.accept_target(proposal, by=who(M.SPONSOR), today=NOW)


def test_nobody_answers_their_own_proposal(propose, who):
    proposal = propose()
    for answer in (
        lambda by: actions.accept_target(proposal, by=by, today=NOW),
        lambda by: actions.refuse_target(proposal, why={"fr": "x"}, by=by),
    ):
        with pytest.raises(UserError, match="sa propre proposition"):
            answer(who(M.PRODUCT_LEAD))
    assert TargetProposal.objects.get().answer == Answer.AWAITED


def test_one_proposal_waits_at_a_time(propose):
    propose()
    with pytest.raises(UserError, match="attend déjà une réponse"):
        propose()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"baseline": "2019-01"}, "aucun relevé"),
        ({"version": 2}, "définition 2"),
        ({"value": None, "text": "doubler"}, "avec un nombre"),
    ],
)
def test_what_it_rests_on_must_be_there(propose, said, told):
    with pytest.raises(UserError, match=f"(?i){told}"):
        propose(**said)


def test_a_past_target_is_recorded_as_it_was_only_once_the_edition_is_over(past, loaves, who, today):
    facts = TargetFacts(
        id="t2", due="2021-03", value=50, set_by="Ada", accepted_by="Bob", set_on="2020-10", source="article"
    )
    target = actions.record_target(facts, indicator=loaves, by=who(M.COACH), today=today)
    assert (target.set_by, target.accepted_by, target.set_on, target.rank) == ("Ada", "Bob", "2020-10", 1)
    with pytest.raises(UserError, match="en cours"):
        actions.record_target(facts, indicator=loaves, by=who(M.COACH), today=NOW)


def test_the_pages_propose_and_answer(bakery, who, client, at, filled):
    who(M.SPONSOR)
    client.force_login(who(M.PRODUCT_LEAD))
    data = filled(at("aim", "loaves")) | {"value": "1 200", "due": "06/2021"}
    assert client.post(at("aim", "loaves"), data).status_code == 302
    proposal = TargetProposal.objects.get()
    where = at("answer", "loaves", proposal.pk)
    assert client.get(where).status_code == 403
    client.force_login(who(M.SPONSOR))
    unexplained = client.post(where, {**filled(where), "answer": "refused"})
    assert unexplained.status_code == 422
    assert client.post(where, {**filled(where), "answer": "accepted"}).status_code == 302
    assert Target.objects.get(slug="t2").value == 1_200


def test_who_revises_a_target_that_changed_in_between_sees_both(bakery, loaves, who, client, at, filled):
    client.force_login(who(M.PRODUCT_LEAD))
    where = at("revise", "loaves", "t1")
    data = filled(where) | {"value": "1 000", "reason": "Mieux"}
    facts = TargetFacts(id="t1", **{**GOAL, "value": 950}, reason="Un four de plus")
    proposal = actions.propose_target(facts, indicator=loaves, by=who(M.PRODUCT_LEAD), today=NOW)
    actions.accept_target(proposal, by=who(M.SPONSOR), today=NOW)
    answer = client.post(where, data)
    assert answer.status_code == 409
    told = answer.content.decode().replace("\u202f", " ")
    assert "<del>950</del>" in told
    assert "<ins>1 000</ins>" in told
    assert TargetProposal.objects.count() == 1
