"""The desk: the parts one takes, the pages one may open, what awaits one; and the journal, in words."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gamma.cockpit.programme import actions
from gamma.cockpit.programme.facts import EditionFacts, LeverFacts, ProductFacts
from gamma.ground import desk
from gamma.ground.audit import words
from gamma.ground.audit.actions import note


def shown(client, address):
    """A page as it is typed: spaces and apostrophes are plain."""
    text = html.unescape(client.get(address).content.decode())
    return re.sub(r"\s+", " ", text).replace("’", "'")


COMING = EditionFacts(id="coming", label={"fr": "À venir"}, starts="2020", ends="2099")


def test_one_finds_the_parts_one_takes_and_their_pages(season, bakery, someone, browse):
    text = browse(someone("product_lead", enrolment=bakery)).get("/programme/").content.decode()
    assert "Boulangerie – Petite saison" in text
    assert "responsable du service" in text
    assert 'href="/programme/small/bakery/journal/"' in text
    assert 'href="/programme/small/"' not in text
    assert "Créer une édition" not in text


def test_who_takes_no_part_is_told(someone, browse):
    assert "Vous ne participez à aucune édition" in browse(someone()).get("/programme/").content.decode()


def test_a_lead_of_the_programme_finds_every_edition(season, someone, browse):
    text = browse(someone("lead")).get("/programme/").content.decode()
    assert 'href="/programme/small/"' in text
    assert "Créer une édition" in text


def test_a_lead_is_asked_to_invite_who_leads_a_product_of_an_edition_under_way(season, someone, browse):
    edition = actions.make_edition(COMING, by="test")
    actions.enrol(ProductFacts(id="mill", name="Moulin"), edition=edition, after="", by="test")
    client = browse(someone("lead"))
    text = client.get("/programme/").content.decode()
    assert "Inviter qui est responsable de Moulin" in text
    assert "responsable de Boulangerie" not in text  # its edition is over
    someone("product_lead", enrolment=edition.enrolments.get())
    assert "Rien ne vous attend" in client.get("/programme/").content.decode()


def test_rooms_say_what_awaits_someone(season, bakery, someone, browse, monkeypatch):
    monkeypatch.setattr(desk, "_ASKS", [])
    for text, since in (("Relever les pains", date(2026, 3, 1)), ("Plus ancien", date(2026, 2, 1))):
        task = desk.Task(text, "/x/", "small/bakery", since)
        desk.asking(lambda _person, _today, task=task: [task])
    text = shown(browse(someone("data_owner", enrolment=bakery)), "/programme/")
    assert text.index("Plus ancien") < text.index("Relever les pains")
    assert "depuis le 1er mars 2026" in text


def test_the_desk_asks_as_much_of_the_base_for_many_editions(season, someone, browse):
    client = browse(someone("lead"))
    counts = []
    for rank in range(2):
        for more in range(4):
            edition = actions.make_edition(COMING.model_copy(update={"id": f"e-{rank}-{more}"}), by="test")
            actions.enrol(ProductFacts(id=f"p-{rank}-{more}", name="Moulin"), edition=edition, after="", by="test")
        with CaptureQueriesContext(connection) as found:
            client.get("/programme/")
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.fixture
def written(season, bakery, someone):
    """A journal: a command wrote, then two persons."""
    note("made", by="a command", scope="small", subject="Un vieux fichier", model="programme.source")
    facts = LeverFacts(id="letter", kind="newsletter", text={"fr": "Une lettre"})
    actions.make_lever(facts, enrolment=bakery, after="", by=someone("deployment", enrolment=bakery))
    lead = someone("lead", season)
    change = EditionFacts(id="small", label={"fr": "Petite saison"}, operator="DINUM", starts="2020-09", ends="2021-03")
    actions.change_edition(season, change, by=lead)
    return lead


def test_the_journal_tells_who_wrote_what_before_and_after(written, browse):
    text = shown(browse(written), "/programme/small/journal/")
    assert f"{written.name} a modifié : édition" in text
    assert "Qui mène le programme" in text
    assert "<ins>DINUM</ins>" in text
    assert "Sorte de levier" in text
    assert re.search(r"<dd> ?lettre d'information", text)


def test_the_journal_narrows_by_person_and_by_sort(written, browse):
    client = browse(written)
    for asked, subjects in {
        f"qui={written.pk}": ["Petite saison"],
        "qui=commande": ["Un vieux fichier"],
        "quoi=programme.lever": ["Une lettre"],
        "qui=commande&quoi=programme.lever": [],
        "": ["Petite saison", "Une lettre", "Un vieux fichier"],
    }.items():
        found = client.get(f"/programme/small/journal/?{asked}").context["lines"]
        assert [line.subject for line in found] == subjects, asked


def test_a_product_has_its_own_journal(written, bakery, someone, browse):
    client = browse(someone("coach", enrolment=bakery))
    found = client.get("/programme/small/bakery/journal/").context["lines"]
    assert [line.subject for line in found] == ["Une lettre"]
    assert client.get("/programme/small/journal/").status_code == 403


def test_the_journal_is_paged(season, someone, browse):
    for rank in range(60):
        note("made", by="a command", scope="small", subject=str(rank), model="programme.source")
    client = browse(someone("lead", season))
    first = client.get("/programme/small/journal/")
    assert len(first.context["lines"]) == 50
    assert "?page=2" in first.content.decode()
    assert len(client.get("/programme/small/journal/?page=2").context["lines"]) == 10


def test_what_nobody_declared_keeps_its_name(db):
    entry = note("made", by="x", scope="small", subject="x", model="no.thing", after={"some_field": 3, "empty": ""})
    assert (words.name("no.thing"), words.verb(entry)) == ("thing", "a créé")
    [change] = words.changes(entry)
    assert (change.label, change.before, change.after) == ("some field", "", "3")


def test_what_a_form_does_not_ask_is_left_to_machines(db):
    said = {"value": "1234.500000", "period": "2020-09", "window": "month", "precision": "approx", "recorded_by": "x"}
    entry = note("corrected", by="x", scope="small", subject="x", model="indicators.reading", after=said)
    told = {change.label: change.after.replace("\u202f", " ") for change in words.changes(entry)}
    assert told == {"Période": "septembre 2020", "Valeur": "1 234,5", "Précision": "environ"}
    assert (words.verb(entry), words.name(entry.model)) == ("a corrigé", "relevé")
