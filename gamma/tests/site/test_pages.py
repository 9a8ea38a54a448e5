"""The doors: home, legal pages, errors, what machines ask for, and the headers sent with all of it."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from gamma.cockpit.reports.actions import DEMONSTRATION, load
from gamma.cockpit.reports.season.reading import read_text
from gamma.site.headers import HEADERS

PAGES = ["mentions-legales", "accessibilite", "donnees-personnelles", "securite"]


@pytest.mark.parametrize("page", PAGES)
def test_a_legal_page_says_who_operates_the_site(client, settings, page):
    settings.OPERATOR, settings.CONTACT = "Une administration", "equipe@exemple.fr"
    text = client.get(f"/{page}/").content.decode()
    assert "Ce site est exploité par Une administration." in text
    assert 'href="mailto:equipe@exemple.fr"' in text


@pytest.mark.parametrize("page", PAGES)
def test_a_legal_page_says_plainly_what_is_not_set(client, settings, page):
    settings.OPERATOR = settings.CONTACT = ""
    assert "pas encore indiqué son nom" in client.get(f"/{page}/").content.decode()


def test_the_page_of_personal_data_says_what_is_measured(client, settings):
    assert "Aucune page de ce site n'est mesurée" in client.get("/donnees-personnelles/").content.decode()
    settings.AUDIENCES = {"simulators": "essai"}
    text = client.get("/donnees-personnelles/").content.decode()
    assert "Les pages des simulateurs comptent leurs visites" in text
    assert 'href="/audience/information/essai/"' in text


@pytest.mark.django_db
def test_the_home_page_has_no_editions_section_while_there_are_none(client):
    text = client.get("/").content.decode()
    assert "<h1>" in text
    assert "Les éditions</h2>" not in text


@pytest.mark.django_db
def test_the_home_page_lists_the_editions(client):
    shipped = files("gamma.cockpit.reports").joinpath(DEMONSTRATION).read_text(encoding="utf-8")
    load(read_text(shipped, "season-1.yaml", date(2026, 9, 1)), by="test")
    text = client.get("/").content.decode()
    assert "Les éditions</h2>" in text
    assert reverse("reports:edition", args=["season-1"]) in text


@pytest.mark.django_db
def test_pages_are_in_french_at_the_root_and_in_english_under_en(client):
    assert '<html lang="fr">' in client.get("/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert '<html lang="en">' in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_health_answers_and_says_when_the_base_does_not(client, monkeypatch):
    assert client.get("/healthz").content == b"ok\n"
    from django.db import OperationalError

    def refuse(*args):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    assert client.get("/healthz").status_code == 503


def test_robots_leave_the_living_page_alone(client):
    assert "Disallow: /design/" in client.get("/robots.txt").content.decode()


def test_security_txt_is_one(client):
    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert fields["Contact"].startswith("http://testserver/")
    assert client.get(fields["Contact"].removeprefix("http://testserver")).status_code == 200
    assert datetime.now(UTC) < datetime.fromisoformat(fields["Expires"]) < datetime.now(UTC) + timedelta(days=366)


def test_every_answer_has_the_headers(client):
    for address in ("/securite/", "/robots.txt", "/nulle-part/", "/design/series.svg"):
        answer = client.get(address)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_only_reads(client, page):
    assert client.post(f"/{page}/").status_code == 405


def test_what_is_not_found_is_said_in_the_language_of_the_address(client):
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    assert "Page introuvable" in answer.content.decode()


def test_a_fault_of_ours_has_its_page(monkeypatch):
    monkeypatch.setattr("gamma.site.views.render", lambda *_: 1 / 0)
    answer = Client(raise_request_exception=False).get("/securite/")
    assert answer.status_code == 500
    assert "Erreur de notre côté" in answer.content.decode()
