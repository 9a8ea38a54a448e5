"""A bilan is published once and frozen; what changes later stands beside the old figure."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from gamma.cockpit.reports.actions import load, publish, verify
from gamma.cockpit.reports.bilan.content import digest
from gamma.cockpit.reports.bilan.showing import shown
from gamma.cockpit.reports.jobs import verify_published
from gamma.cockpit.reports.models import CorrectionNotice, Rendition, Report
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.errors import UserError

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
OLD = "{period: 2020-12, value: 17936, source: blog-2021-01-15}"
NEW = "{period: 2020-12, value: 14000, source: blog-2021-01-15, reason: Erreur de copie, was: [{value: 17936}]}"


@pytest.fixture
def published(season_one):
    return publish(season_one, by="lead", now=NOW)


@pytest.fixture
def corrected(published, shipped_text, today):
    """The same season with one reading corrected, loaded after publication."""
    assert shipped_text.count(OLD) == 1
    load(read_text(shipped_text.replace(OLD, NEW), "season-1.yaml", today), by="test")
    return published


def test_everything_is_frozen_in_both_languages(published):
    assert published.digest == digest(published.content)
    names = set(Rendition.objects.filter(report=published).values_list("language", "name"))
    assert {("fr", "bilan.pdf"), ("en", "bilan.pdf"), ("fr", "bilan.md"), ("fr", "bilan.html")} <= names
    assert ("en", "charts/aides-territoires-visiteurs-mensuels.svg") in names


def test_a_second_publication_is_refused(published, season_one):
    with pytest.raises(UserError, match="publié depuis le 1er septembre 2026"):
        publish(season_one, by="lead", now=NOW)


@pytest.mark.parametrize("what", ["change", "delete", "file"])
def test_the_base_refuses_to_touch_it(published, what):
    touch = {
        "change": lambda: Report.objects.update(content={}),
        "delete": lambda: Report.objects.all()._raw_delete("default"),
        "file": lambda: Rendition.objects.update(body=b""),
    }
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        touch[what]()


def test_the_digest_is_verified(published):
    assert verify(now=NOW) == []
    published.refresh_from_db()
    assert published.verified_at == NOW


def test_the_page_says_when_it_was_verified(published, client):
    assert "vérifiée" not in client.get("/editions/season-1/bilan/").content.decode()
    verify(now=NOW)
    assert "vérifiée le 1er\u00a0septembre 2026" in client.get("/editions/season-1/bilan/").content.decode()


def test_loading_the_same_facts_again_corrects_nothing(published, shipped):
    load(shipped, by="test")
    assert not CorrectionNotice.objects.exists()


def test_a_corrected_reading_is_told_beside_the_old_figures(corrected):
    told = {notice.key: notice for notice in CorrectionNotice.objects.all()}
    path = "aides-territoires/visiteurs-mensuels"
    assert told[f"{path}/2020-12.blog-2021-01-15"].before["fr"].startswith("17\u202f936")
    assert told[f"{path}/2020-12.blog-2021-01-15"].after["fr"].startswith("14\u202f000")
    assert told[f"{path}/2020-12.blog-2021-01-15"].reason == {"fr": "Erreur de copie"}
    assert told[f"{path}/t1/attainment"].after["fr"] == "93,3\u202f%"
    assert told[f"{path}/t1/verdict"].after["fr"] == "presque atteint"
    assert told["summary/met"].after["fr"] == "4 sur 6"
    assert told["summary/entry"].after["fr"] == "1 sur 2"


def test_the_published_text_keeps_the_old_figures(corrected, season_one, today):
    season_one.refresh_from_db()
    bilan = shown(season_one, today)
    assert bilan.digest == corrected.digest
    assert "17\u202f936" in (bilan.file("fr", "bilan.md") or b"").decode()
    assert "14\u202f000" not in (bilan.file("fr", "bilan.md") or b"").decode()


def test_the_page_shows_both(corrected, client):
    page = client.get(reverse("reports:bilan", args=["season-1"])).content.decode()
    assert "17\u202f936" in page
    assert "14\u202f000" in page
    assert "corrigé le" in page
    assert "Erreur de copie" in page
    assert "<!--notice" not in page


def test_a_figure_that_comes_back_needs_no_notice_any_more(corrected, season_one, shipped_text, today):
    back = NEW.replace("was: [{value: 17936}]", "was: [{value: 17936}, {value: 14000, reason: Erreur de copie}]")
    back = back.replace("value: 14000, source", "value: 17936, source").replace(
        "reason: Erreur de copie, was", "reason: Retour, was"
    )
    load(read_text(shipped_text.replace(OLD, back), "season-1.yaml", today), by="test")
    season_one.refresh_from_db()
    assert shown(season_one, today).notices == []


def test_the_data_tells_the_corrections(corrected, client):
    data = client.get(reverse("reports:bilan-file", args=["season-1", "bilan.json"])).json()
    assert data["digest"] == f"sha256:{corrected.digest}"
    assert "aides-territoires/visiteurs-mensuels/t1/verdict" in [item["key"] for item in data["corrections"]]


def test_a_tampered_bilan_is_told_by_the_nightly_job(published, caplog):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reports_report DISABLE TRIGGER frozen")
        cursor.execute("UPDATE reports_report SET content = jsonb_set(content, '{starts}', '\"2020-10\"')")
        cursor.execute("ALTER TABLE reports_report ENABLE TRIGGER frozen")
    verify_published(0)
    assert "season-1 is not the one" in caplog.text


def test_a_draft_too_long_to_compute_is_told_so(season_one, client, monkeypatch):
    monkeypatch.setattr("gamma.cockpit.reports.bilan.showing.MOST", 10)
    assert "gamma bilan" in client.get("/editions/season-1/bilan/").content.decode()
    assert client.get("/editions/season-1/bilan/bilan.pdf").status_code == 404


def test_a_published_bilan_is_shown_however_long(published, client, monkeypatch):
    monkeypatch.setattr("gamma.cockpit.reports.bilan.showing.MOST", 10)
    assert client.get("/editions/season-1/bilan/bilan.pdf").status_code == 200
