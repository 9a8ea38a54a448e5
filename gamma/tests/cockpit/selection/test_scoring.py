"""Giving scores: each rests on something, once and for all, by those who may."""

import pytest
from django.urls import reverse

from gamma.cockpit.selection import actions
from gamma.cockpit.selection.facts import RecusalFacts, SheetFacts
from gamma.cockpit.selection.models import Score
from gamma.ground.errors import UserError

from .conftest import NOW, score


def test_a_member_scores_in_a_page(client, sent, zoe, ada):
    row = sent(zoe)
    client.force_login(ada)
    address = reverse("selection:give", args=["season-9", row.pk])
    assert "https://exemple.fr/stats" in client.get(address).content.decode()
    said = {"scores__team__value": "4", "scores__team__comment": "Trois ans", "scores__effect__value": "2"}
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "sur quoi elle repose" in refused.content.decode()
    assert 'href="#id_scores__effect__' in refused.content.decode()
    assert client.post(address, said | {"scores__effect__shown": "on"}).status_code == 302
    found = Score.objects.values_list("criterion__slug", "value", "comment", "link")
    assert set(found) == {("team", 4, "Trois ans", ""), ("effect", 2, "", "https://exemple.fr/stats")}
    assert client.post(address, said | {"scores__effect__shown": "on"}).status_code == 422


def test_a_score_cites_only_a_link_that_was_given(sent, zoe, ada):
    facts = SheetFacts(scores={name: {"value": 1, "shown": True} for name in ("team", "effect")})
    with pytest.raises(UserError, match=r"Une équipe.*pas de lien"):
        actions.give(sent(zoe), facts, by=ada, now=NOW)


@pytest.mark.parametrize("value", [-1, 5, "beaucoup"])
def test_a_score_is_from_0_to_4(value):
    with pytest.raises(ValueError, match="scores"):
        SheetFacts(scores={"team": {"value": value, "comment": "Vu"}})


def test_every_criterion_is_scored(sent, zoe, ada):
    with pytest.raises(UserError, match="noter chaque critère"):
        actions.give(sent(zoe), SheetFacts(scores={"team": {"value": 1, "comment": "Vu"}}), by=ada, now=NOW)


def test_nobody_scores_their_own_nor_after_a_recusal_nor_twice_nor_from_outside(sent, zoe, ada, bob, lead):
    row = sent(ada)
    with pytest.raises(UserError, match="votre candidature"):
        score(row, ada)
    with pytest.raises(UserError, match="membres du comité"):
        score(row, lead)
    score(row, bob)
    with pytest.raises(UserError, match="déjà données"):
        score(row, bob)
    other = sent(zoe, "Fromagerie")
    actions.recuse(other, RecusalFacts(reason="Un lien"), by=ada)
    with pytest.raises(UserError, match="récusé"):
        score(other, ada)
    with pytest.raises(UserError, match="déjà récusé"):
        actions.recuse(other, RecusalFacts(reason="Un lien"), by=ada)


def test_an_application_that_is_not_eligible_or_was_withdrawn_is_not_scored(sent, zoe, ada):
    with pytest.raises(UserError, match="recevable"):
        score(sent(zoe, eligible=False), ada)
    row = sent(zoe, "Fromagerie")
    actions.withdraw(row, by=zoe)
    with pytest.raises(UserError, match="retirée"):
        score(row, ada)


def test_scores_are_not_closed_while_there_is_none(sent, zoe, lead):
    with pytest.raises(UserError, match="Aucune note"):
        actions.close_scores(sent(zoe).call, by=lead, now=NOW)
