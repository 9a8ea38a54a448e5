"""A call and its grid: written by the lead, read by all, frozen by the first score."""

from datetime import date

import pytest
from django.urls import reverse

from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.facts import CriterionFacts
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError

from .conftest import decide, outcomes, score


def at(name, **words):
    return reverse(f"selection:{name}", kwargs={"edition": "season-9", **words})


@pytest.fixture
def said(client, monkeypatch):
    """Read a page on a day."""

    def read(address, day):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)
        return client.get(address).content.decode()

    return read


def test_the_lead_writes_a_call_in_a_page(client, edition, lead):
    edition.criteria.create(slug="fit", rank=0, text={"fr": "Un besoin prouvé"})
    client.force_login(lead)
    typed = {"opens": "2026-06-01", "closes": "2026-05-01", "text": "Venez **nombreux**"}
    assert "se termine avant" in client.post(at("write-call"), typed).content.decode()
    assert client.post(at("write-call"), typed | {"closes": "30/06/2026"}).status_code == 302
    call = queries.call_named("season-9").get()
    assert (call.opens, call.closes) == (date(2026, 6, 1), date(2026, 6, 30))
    assert [one.slug for one in queries.grid_in_force(call).criteria.all()] == ["fit"]
    assert "<strong>nombreux</strong>" in client.get(at("call")).content.decode()


def test_a_call_that_somebody_changed_meanwhile_is_shown_with_what_was_typed(client, call, lead):
    client.force_login(lead)
    typed = {"opens": "2026-06-02", "closes": "2026-06-30", "text": "Candidatez.", "seal": "old"}
    answer = client.post(at("write-call"), typed)
    assert answer.status_code == 409
    call.refresh_from_db()
    assert call.opens == date(2026, 6, 1)


def test_anyone_reads_when_a_call_is_open(said, call):
    assert "Il ouvrira le 1er" in said(at("call"), date(2026, 5, 31)).replace("\u00a0", " ")
    for day in (date(2026, 6, 1), date(2026, 6, 30)):
        assert ">Candidater</a>" in said(at("call"), day)
    assert "Il est clos depuis" in said(at("call"), date(2026, 7, 1))
    assert "Saison 9" in said("/selection/", date(2026, 6, 30))
    assert "Saison 9" not in said("/selection/", date(2026, 7, 1))


def test_an_edition_without_a_call_says_so(client, edition):
    assert "pas d'appel" in client.get(at("call")).content.decode()
    assert client.get(at("call").replace("season-9", "nowhere")).status_code == 404


def test_criteria_are_added_changed_and_removed_in_pages(client, call, lead):
    client.force_login(lead)
    assert client.post(at("add-criterion"), {"text": "Chiffres ouverts", "weight": "2"}).status_code == 302
    form = client.get(at("change-criterion", criterion="chiffres-ouverts")).content.decode()
    seal = form.partition('name="seal" value="')[2][:16]
    typed = {"text": "Chiffres publics", "evidence": "Une page", "weight": "3", "seal": seal}
    assert client.post(at("change-criterion", criterion="chiffres-ouverts"), typed).status_code == 302
    found = queries.grid_in_force(call).criteria.get(slug="chiffres-ouverts")
    assert (found.text, found.evidence, found.weight) == ({"fr": "Chiffres publics"}, {"fr": "Une page"}, 3)
    client.post(at("remove-criterion", criterion="chiffres-ouverts"))
    assert "Chiffres publics" not in client.get(at("grid")).content.decode()
    assert [entry.verb for entry in Entry.objects.filter(model="selection.criterion")][:3] == [
        "removed",
        "changed",
        "made",
    ]


def test_a_criterion_weighs_from_1_to_5(client, call, lead):
    client.force_login(lead)
    answer = client.post(at("add-criterion"), {"text": "Autre", "weight": "6"})
    assert 'href="#id_weight"' in answer.content.decode()


def test_the_first_score_freezes_the_grid_and_a_new_version_copies_it(client, sent, zoe, ada, lead):
    row = sent(zoe)
    with pytest.raises(UserError, match="Aucune note"):
        actions.new_version(row.call, reason="Trop tôt", by=lead)
    score(row, ada)
    with pytest.raises(UserError, match="nouvelle"):
        actions.add_criterion(row.call, CriterionFacts(id="late", text="Tard"), by=lead)
    with pytest.raises(UserError, match="nouvelle"):
        actions.remove_criterion(queries.grid_in_force(row.call).criteria.get(slug="team"), by=lead)
    client.force_login(lead)
    assert client.post(at("new-version"), {"reason": "Un critère manquait"}).status_code == 302
    grid = queries.grid_in_force(row.call)
    assert (grid.version, [(one.slug, one.weight) for one in grid.criteria.all()]) == (2, [("team", 1), ("effect", 3)])
    actions.add_criterion(row.call, CriterionFacts(id="late", text="Tard"), by=lead)
    text = client.get(at("grid")).content.decode()
    assert "Un critère manquait" in text
    assert "remplacée" in text


def test_nothing_changes_once_decided(sent, zoe, lead, ada, bob):
    row = sent(zoe)
    score(row, ada)
    score(row, bob)
    decide(row.call, lead, outcomes(selected=[row]))
    for act in (
        lambda: actions.add_criterion(row.call, CriterionFacts(id="late", text="Tard"), by=lead),
        lambda: actions.new_version(row.call, reason="Encore", by=lead),
        lambda: actions.withdraw(row, by=zoe),
        lambda: decide(row.call, lead, outcomes(selected=[row])),
    ):
        with pytest.raises(UserError, match="décision est enregistrée"):
            act()
