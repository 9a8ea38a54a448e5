"""A bilan is published by two persons, as one of them asked for it and the other read it; corrections stand beside."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.bilan.printing.files import PAPER, PRINTERS
from gamma.cockpit.reports.bilan.showing import shown
from gamma.cockpit.reports.bilan.writing.asking import confirm
from gamma.cockpit.reports.models import Asked, CorrectionNotice, Report
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError

PUBLIC = "/editions/small/bilan/"
DESK = f"{PUBLIC}ecrire/"
INTRODUCTION = f"{DESK}introduction/"
OLD = "{period: 2020-09, value: 700, source: article}"
NEW = "{period: 2020-09, value: 650, source: article, reason: Erreur de copie, was: [{value: 700}]}"
TEXT = "Il y a eu {{bakery/loaves@2020-09}}."


@pytest.fixture(autouse=True)
def unprinted(monkeypatch):
    """Paper takes seconds, and has tests of its own."""
    monkeypatch.delitem(PRINTERS, PAPER)


@pytest.fixture
def asked(people, sent):
    """A text written, and its publication asked for by the lead."""
    assert sent(people["lead"], INTRODUCTION, text=TEXT, text_en="").status_code == 302
    assert sent(people["lead"], f"{DESK}publication/demande/").status_code == 302
    mail_of = [letter.to[0] for letter in mail.outbox]
    assert sorted(mail_of) == ["coach@example.org", "sponsor@example.org"]
    assert f"{DESK}publication/" in mail.outbox[0].body
    return Asked.objects.get()


@pytest.fixture
def published(asked, people, sent):
    answer = sent(people["coach"], f"{DESK}publication/")
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Report.objects.get()


def test_what_was_asked_is_what_is_published(published, asked, client):
    assert published.digest == asked.digest
    assert published.content == asked.content
    assert published.published_by == "Coach"
    asked.refresh_from_db()
    assert (asked.outcome, str(asked.asked_by), str(asked.answered_by)) == ("confirmed", "Lead", "Coach")
    client.logout()
    page = client.get(PUBLIC).content.decode()
    assert "Introduction" in page
    assert "Il y a eu " in page
    assert Entry.objects.filter(verb="published", by="Coach").count() == 1
    assert "sponsor@example.org" in [letter.to[0] for letter in mail.outbox if "publié" in letter.subject]


def test_the_same_person_does_not_do_both(asked, people, sent):
    answer = sent(people["lead"], f"{DESK}publication/")
    assert answer.status_code == 422
    assert "deuxième personne" in answer.content.decode()
    with pytest.raises(UserError, match="deuxième personne"):
        confirm(asked, seen=asked.digest, by=people["lead"], now=asked.asked_at, href="")
    assert not Report.objects.exists()


def test_it_is_refused_when_the_facts_changed_in_between_and_says_what(asked, people, sent, small, today):
    load(read_text(small.replace(OLD, NEW), "season.yaml", today), by="test")
    answer = sent(people["coach"], f"{DESK}publication/")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "700" in page
    assert "650" in page
    assert "à redemander" in page
    with pytest.raises(UserError, match=r"Pains par mois.*à redemander"):
        confirm(asked, seen=asked.digest, by=people["coach"], now=asked.asked_at, href="")
    assert not Report.objects.exists()
    assert sent(people["lead"], f"{DESK}publication/demande/").status_code == 302
    assert sent(people["coach"], f"{DESK}publication/").status_code == 302
    assert list(Asked.objects.values_list("outcome", flat=True)) == ["confirmed", "replaced"]


def test_it_is_refused_when_a_text_changed_in_between(asked, people, sent):
    sent(people["lead"], INTRODUCTION, text=f"{TEXT} Et c'est tout.", text_en="")
    answer = sent(people["coach"], f"{DESK}publication/")
    assert answer.status_code == 422
    assert "Introduction" in answer.content.decode()


def test_days_that_pass_change_nothing(asked, people):
    later = asked.asked_at + timedelta(days=400)
    report = confirm(asked, seen=asked.digest, by=people["coach"], now=later, href="")
    assert (report.digest, report.computed_on) == (asked.digest, asked.computed_on)


def test_the_second_person_confirms_only_what_they_read(asked, people, sent):
    answer = sent(people["coach"], f"{DESK}publication/", digest="0" * 64)
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_the_second_person_may_refuse_with_a_reason(asked, people, sent, client):
    path = f"{DESK}publication/refus/"
    assert sent(people["coach"], path, reason="").status_code == 422
    assert sent(people["coach"], path, reason="Il manque la méthode.").status_code == 302
    assert (mail.outbox[-1].to, "Il manque la méthode." in mail.outbox[-1].body) == (["lead@example.org"], True)
    assert client.get(f"{DESK}publication/").status_code == 404
    client.force_login(people["lead"])
    assert "Il manque la méthode." in client.get(DESK).content.decode()


def test_nothing_is_asked_for_while_a_number_is_flagged(people, sent, client):
    sent(people["lead"], INTRODUCTION, text="Il y a eu 4 321 clics.", text_en="")
    answer = sent(people["lead"], f"{DESK}publication/demande/")
    assert answer.status_code == 422
    assert "4\u202f321" in answer.content.decode()
    assert "Demander la publication" not in client.get(DESK).content.decode()
    assert not Asked.objects.exists()


def test_a_text_corrected_after_publication_stands_beside_the_published_one(published, people, sent, client):
    sent(people["lead"], INTRODUCTION, text=f"{TEXT} Et c'est beaucoup.", text_en="")
    sent(people["lead"], f"{DESK}enseignements/", text="Compter tôt.", text_en="")
    assert "beaucoup" not in client.get(PUBLIC).content.decode()
    path = f"{DESK}corrections/"
    assert sent(people["lead"], path, reason="").status_code == 422
    assert sent(people["lead"], path, reason="Précision demandée").status_code == 302
    client.logout()
    page = client.get(PUBLIC).content.decode()
    for words in ("Et c&#x27;est beaucoup.", "Précision demandée", "Compter tôt.", "par Lead", "Il y a eu "):
        assert words in page
    assert "beaucoup" not in client.get(f"{PUBLIC}bilan.md").content.decode()
    notice = client.get(f"{PUBLIC}bilan.json").json()["corrections"][0]
    assert notice["key"] == "texts/-/introduction"
    assert notice["before"]["fr"].startswith("Il y a eu 700")
    assert (notice["kind"], notice["by"]) == ("text", "Lead")
    client.force_login(people["lead"])
    assert sent(people["lead"], path, reason="Encore").status_code == 422


def test_a_correction_with_a_flagged_number_is_refused(published, people, sent):
    sent(people["lead"], INTRODUCTION, text="Il y a eu 4 321 clics.", text_en="")
    assert sent(people["lead"], f"{DESK}corrections/", reason="Autre chiffre").status_code == 422
    assert not CorrectionNotice.objects.exists()


def test_a_figure_quoted_in_a_text_takes_part_in_corrections(published, small, today, client):
    load(read_text(small.replace(OLD, NEW), "season.yaml", today), by="test")
    page = client.get(PUBLIC).content.decode()
    assert re.search(r"Il y a eu <a[^>]*>700\u00a0dossiers</a><span class=\"amended\"[^>]*> \[corrigé le", page)


def test_loading_facts_publishes_no_text_and_takes_no_correction_back(published, people, sent, small, today, small_one):
    sent(people["lead"], INTRODUCTION, text="Corrigé.", text_en="")
    sent(people["lead"], f"{DESK}corrections/", reason="Précision demandée")
    sent(people["lead"], INTRODUCTION, text="Tout autre chose.", text_en="")
    load(read_text(small.replace(OLD, NEW), "season.yaml", today), by="test")
    bilan = shown(small_one, today)
    assert [notice.after for notice in bilan.rewritten] == [{"fr": "Corrigé."}]
    assert bilan.amended


def test_the_lead_adds_a_note(published, people, sent, client):
    assert sent(people["lead"], f"{DESK}corrections/note/", text="", text_en="").status_code == 422
    assert sent(people["lead"], f"{DESK}corrections/note/", text="La méthode a changé.", text_en="").status_code == 302
    client.logout()
    assert "La méthode a changé." in client.get(PUBLIC).content.decode()
