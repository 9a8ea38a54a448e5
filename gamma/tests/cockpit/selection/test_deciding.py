"""The decision: taken once all is scored, it freezes the grid, enrols products, tells applicants, leaves minutes."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from gamma.cockpit.programme.models import Enrolment, Product
from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.facts import DecisionFacts, RecusalFacts, StagesFacts
from gamma.cockpit.selection.minutes import digest
from gamma.cockpit.selection.models import Decision
from gamma.ground.errors import UserError

from .conftest import AFTER, DECIDED, NOW, OPEN, decide, outcomes, score


@pytest.fixture
def scored(sent, zoe, ada, bob):
    """Two applications scored by all."""
    rows = [sent(zoe), sent(zoe, "Fromagerie")]
    for row in rows:
        score(row, ada, 4, 4)
        score(row, bob, 2, 3)
    return rows


def at(name, **words):
    return reverse(f"selection:{name}", kwargs={"edition": "season-9", **words})


def test_a_lead_decides_in_a_page(client, monkeypatch, scored, lead, ada):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: AFTER)
    one, other = scored
    client.force_login(lead)
    assert "Fromagerie – 3,38" in client.get(at("decide")).content.decode()
    typed = {
        "decided_on": "2026-07-10",
        "present": ["Ada", "Lea"],
        "guests": "Une invitée\n",
        "public": "on",
        f"outcomes__{one.pk}__outcome": "selected",
        f"outcomes__{one.pk}__reason": "Un effet certain",
        f"outcomes__{other.pk}__outcome": "declined",
    }
    refused = client.post(at("decide"), typed)
    assert f'href="#id_outcomes__{other.pk}__reason"' in refused.content.decode()
    mail.outbox.clear()
    answer = client.post(at("decide"), typed | {f"outcomes__{other.pk}__reason": "Trop | tôt"})
    assert answer.url == at("minutes")
    letters = {letter.subject: letter.body for letter in mail.outbox}
    assert set(letters) == {"Décision du comité : Boulangerie", "Décision du comité : Fromagerie"}
    assert "24 mois" in letters["Décision du comité : Fromagerie"]
    page = client.get(at("minutes")).content.decode()
    for said in ("Une invitée", "Un effet certain", "3,38", "version 1", "vient d'être vérifiée"):
        assert said in page
    text = client.get(at("minutes-file"))
    assert text["Content-Type"] == "text/markdown; charset=utf-8"
    assert "Trop \\| tôt" in text.content.decode()
    assert Decision.objects.get().digest in text.content.decode()
    public = client.get(at("call")).content.decode()
    assert "Services retenus" in public
    assert "Fromagerie" not in public.partition("Mes ")[0]


def test_minutes_hold_all_that_decided(scored, lead, bob):
    one, other = scored
    actions.recuse(other, RecusalFacts(reason="Ma sœur y travaille"), by=bob)
    decision = decide(one.call, lead, outcomes(selected=[one], declined=[other]))
    told = decision.content
    assert decision.digest == digest(told)
    assert told["present"] == ["Ada", "Lea"]
    assert told["grid"]["version"] == 1
    assert [row["id"] for row in told["grid"]["criteria"]] == ["team", "effect"]
    assert told["counts"] | {"sent": 2, "preselection": 2, "selected": 1} == told["counts"]
    first, second = told["applications"]
    assert first["scores"] == {
        "members": 2,
        "mean": "3.38",
        "spread": "1.25",
        "criteria": {"team": {"mean": "3.00", "low": 2, "high": 4}, "effect": {"mean": "3.50", "low": 3, "high": 4}},
    }
    assert (second["outcome"], second["reason"]) == ("declined", "Motif Fromagerie")
    assert second["recused"] == [{"who": "Bob", "reason": "Ma sœur y travaille"}]
    assert second["scores"]["members"] == 1
    assert queries.minutes(decision).whole


def test_selected_products_take_part_in_the_edition_by_the_criteria_of_the_grid(scored, lead, edition):
    Product.objects.create(slug="boulangerie", name="Boulangerie").phases.create(rank=0, name="construction")
    before = edition.facts_version
    decide(scored[0].call, lead, outcomes(selected=scored))
    edition.refresh_from_db()
    found = edition.enrolments.order_by("rank")
    assert [(row.rank, row.product.slug, row.problem) for row in found] == [
        (0, "boulangerie", {"fr": "Dit"}),
        (1, "fromagerie", {"fr": "Dit"}),
    ]
    assert [row.name for row in found[0].product.phases.all()] == ["construction"]
    assert [row.name for row in found[1].product.phases.all()] == ["acceleration"]
    assert [one.organisation.name for one in found[1].sponsorships.all()] == ["Dit"]
    assert [(row.slug, row.text) for row in edition.criteria.all()] == [
        ("team", {"fr": "Une équipe"}),
        ("effect", {"fr": "Un effet"}),
    ]
    assert edition.facts_version > before


def test_a_product_that_takes_part_already_is_not_enrolled_twice(scored, lead, edition):
    product = Product.objects.create(slug="boulangerie", name="La Boulangerie")
    Enrolment.objects.create(edition=edition, product=product, rank=0)
    decide(scored[0].call, lead, outcomes(selected=scored[:1], declined=scored[1:]))
    assert [row.product.name for row in edition.enrolments.all()] == ["La Boulangerie"]


def test_counts_say_how_far_applications_came(sent, zoe, lead):
    rows = [sent(zoe, f"Service {rank}", eligible=False) for rank in range(5)]
    stages = ("eligibility", "preselection", "hearing", "hearing", "choice")
    placed = {row.pk: stage for row, stage in zip(rows, stages, strict=True)}
    actions.place(rows[0].call, StagesFacts(stages=placed), by=lead)
    found = queries.counts(rows[0].call)
    assert (found.sent, found.preselection, found.hearing, found.choice, found.selected) == (5, 4, 3, 1, 0)


def test_a_decision_waits_for_scores_or_for_their_end(sent, zoe, ada, bob, lead):
    row = sent(zoe)
    score(row, ada)
    with pytest.raises(UserError, match="Des notes manquent encore"):
        decide(row.call, lead, outcomes(selected=[row]))
    actions.close_scores(row.call, by=lead, now=NOW)
    assert decide(row.call, lead, outcomes(selected=[row])).content["applications"][0]["scores"]["members"] == 1


def test_a_decision_is_of_every_application_and_of_no_other_day(scored, lead):
    one, other = scored
    call = one.call
    with pytest.raises(UserError, match="liste des candidatures a changé"):
        decide(call, lead, outcomes(selected=[one]))
    whole = outcomes(selected=[one], declined=[other])
    for day in (call.closes, date(2026, 7, 11)):
        with pytest.raises(UserError, match="Le jour de la décision"):
            decide(call, lead, whole.model_copy(update={"decided_on": day}))
    with pytest.raises(UserError, match="encore ouvert"):
        actions.decide(call, whole, by=lead, now=DECIDED, today=OPEN, link=str)
    assert not Decision.objects.exists()


def test_two_selected_products_do_not_share_a_name(sent, zoe, ada, bob, lead):
    rows = [sent(zoe), sent(ada, "BOULANGERIE")]
    for row in rows:
        score(row, bob)
    score(rows[0], ada)
    with pytest.raises(UserError, match="même nom"):
        decide(rows[0].call, lead, outcomes(selected=rows))


def test_somebody_was_there():
    with pytest.raises(ValueError, match="present"):
        DecisionFacts(decided_on=AFTER, present=[], outcomes={})


def test_what_was_not_meant_to_be_shown_is_not(client, scored, lead):
    decide(scored[0].call, lead, outcomes(selected=scored[:1], declined=scored[1:]))
    assert "Services retenus" not in client.get(at("call")).content.decode()


def test_an_ineligible_application_is_declined_without_scores(scored, sent, zoe, lead):
    late = sent(zoe, "Hors sujet", eligible=False)
    decision = decide(late.call, lead, outcomes(selected=scored, declined=[late]))
    assert decision.content["applications"][2]["scores"] is None
    assert decision.content["applications"][2]["stage"] == "eligibility"
