"""Applying: a draft as long as one likes, sent before the call closes; one's own only."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.models import Application
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError

from .conftest import AFTER, NOW, OPEN, told


def at(name, **words):
    return reverse(f"selection:{name}", kwargs={"edition": "season-9", **words})


@pytest.fixture
def open_now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: OPEN)


def test_anyone_signed_in_applies_in_pages(client, open_now, call, zoe):
    client.force_login(zoe)
    assert 'name="evidence__effect__link"' in client.get(at("start")).content.decode()
    first = client.post(at("start"), {"product": "Boulangerie"})
    row = Application.objects.get()
    assert first.url == at("application", application=row.pk)
    text = client.get(first.url).content.decode()
    assert "Il manque encore" in text
    assert "Un effet" in text
    assert client.post(at("send", application=row.pk)).status_code == 422
    typed = dict.fromkeys(("product", "sponsor", "team", "problem", "population", "figures"), "Dit")
    typed |= {"phase": "acceleration", "evidence__team__text": "Trois", "evidence__effect__link": "exemple"}
    form = client.get(at("write", application=row.pk)).content.decode()
    typed["seal"] = form.partition('name="seal" value="')[2][:16]
    refused = client.post(at("write", application=row.pk), typed)
    assert 'href="#id_evidence__effect__link"' in refused.content.decode()
    typed["evidence__effect__link"] = "https://exemple.fr"
    assert client.post(at("write", application=row.pk), typed).status_code == 302
    assert client.post(at("send", application=row.pk)).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.product) == ("sent", "Dit")
    assert mail.outbox[0].to == ["zoe@exemple.fr"]
    assert f"http://testserver{at('application', application=row.pk)}" in mail.outbox[0].body


@pytest.mark.parametrize("name", ["application", "write", "send", "withdraw"])
def test_nobody_finds_the_application_of_another(client, open_now, sent, call, zoe, ada, lead, person, name):
    drafts = [sent(zoe).pk, actions.start(call, told(), by=zoe, today=OPEN).pk]
    for other in (person("Yan"), ada, lead):
        client.force_login(other)
        for number in drafts:
            assert client.get(at(name, application=number)).status_code == 404
            assert client.post(at(name, application=number)).status_code == (405 if name == "application" else 404)
        assert "Boulangerie" not in client.get(at("mine")).content.decode()


def test_the_committee_reads_what_is_sent_and_nothing_else(client, call, sent, zoe, ada, lead):
    draft = actions.start(call, told("Brouillon"), by=zoe, today=OPEN)
    seen, gone = sent(zoe), sent(zoe, "Reprise")
    actions.withdraw(gone, by=zoe)
    for reader in (ada, lead):
        client.force_login(reader)
        assert client.get(at("reading", application=seen.pk)).status_code == 200
        for hidden in (draft, gone):
            assert client.get(at("reading", application=hidden.pk)).status_code == 404
        board = client.get(at("board")).content.decode()
        assert "Boulangerie" in board
        assert "Brouillon" not in board
        assert "Reprise" not in board
        assert "1 retirée" in board


def test_an_application_is_not_found_under_another_edition(client, sent, zoe, lead, edition):
    edition.pk = None
    edition.slug = "season-10"
    edition.save()
    lead.memberships.create(edition=edition, role="lead")
    row = sent(zoe)
    for who, name in ((lead, "reading"), (zoe, "application")):
        client.force_login(who)
        path = reverse(f"selection:{name}", kwargs={"edition": "season-10", "application": row.pk})
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 7, 1)])
def test_nothing_is_written_nor_sent_while_the_call_is_not_open(call, zoe, day):
    row = actions.start(call, told(), by=zoe, today=OPEN)
    for act in (
        lambda: actions.start(call, told(), by=zoe, today=day),
        lambda: actions.write(row, told("Autre"), by=zoe, today=day),
        lambda: actions.send(row, by=zoe, now=NOW, today=day),
    ):
        with pytest.raises(UserError, match="pas ouvert"):
            act()


def test_what_is_sent_does_not_change_but_may_be_withdrawn_once(sent, zoe):
    row = sent(zoe)
    for act in (
        lambda: actions.write(row, told("Autre"), by=zoe, today=OPEN),
        lambda: actions.send(row, by=zoe, now=NOW, today=OPEN),
    ):
        with pytest.raises(UserError, match="ne change plus"):
            act()
    actions.withdraw(row, by=zoe)
    with pytest.raises(UserError, match="Seule une candidature envoyée"):
        actions.withdraw(row, by=zoe)


def test_what_lacks_is_told_before_it_is_sent(call, zoe):
    row = actions.start(call, told(team="", evidence={"team": {"text": "Trois"}}), by=zoe, today=OPEN)
    assert queries.lacking(row, queries.grid_in_force(call)) == ["l'équipe", "Un effet"]
    with pytest.raises(UserError, match="l'équipe, Un effet"):
        actions.send(row, by=zoe, now=NOW, today=OPEN)


def test_two_windows_on_one_draft_lose_nothing(client, open_now, call, zoe):
    row = actions.start(call, told(), by=zoe, today=OPEN)
    client.force_login(zoe)
    form = client.get(at("write", application=row.pk)).content.decode()
    seal = form.partition('name="seal" value="')[2][:16]
    actions.write(row, told(team="À quatre"), by=zoe, today=OPEN)
    answer = client.post(at("write", application=row.pk), {"product": "Boulangerie", "team": "À cinq", "seal": seal})
    assert answer.status_code == 409
    assert "À quatre" in answer.content.decode()
    assert "À cinq" in answer.content.decode()


def test_the_journal_keeps_the_gesture_and_the_names_of_fields_only(call, zoe, lead):
    row = actions.start(call, told(), by=zoe, today=OPEN)
    actions.write(row, told(team="Un secret"), by=zoe, today=OPEN)
    entries = Entry.objects.filter(scope=f"applications/{row.pk}")
    assert [(entry.verb, entry.after) for entry in entries] == [("changed", {"fields": ["team"]}), ("made", {})]
    assert [event.note for event in queries.history(row)] == ["Zoe", "Zoe"]


def test_a_page_tells_where_an_application_stands_after_the_call(client, monkeypatch, call, zoe):
    row = actions.start(call, told(), by=zoe, today=OPEN)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: AFTER)
    client.force_login(zoe)
    assert "le comité ne le lira pas" in client.get(at("application", application=row.pk)).content.decode()
