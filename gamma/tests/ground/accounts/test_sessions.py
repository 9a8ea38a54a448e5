"""Sessions and forms: what a browser keeps, for how long, and that no other site writes through it."""

import importlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.resources import files

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import Client, RequestFactory
from django.urls import URLResolver, get_resolver

from gamma.cockpit.reports.actions import DEMONSTRATION, load
from gamma.cockpit.reports.season.reading import read_text

PUBLIC = [
    "/",
    "/mentions-legales/",
    "/editions/",
    "/editions/season-1/",
    "/simulateurs/",
    "/healthz",
    "/design/",
]


@pytest.fixture
def season_one(db):
    text = files("gamma.cockpit.reports").joinpath(DEMONSTRATION).read_text(encoding="utf-8")
    load(read_text(text, "season-1.yaml", date(2026, 9, 1)), by="test")


def test_the_cookie_of_a_session_is_kept_from_scripts_and_from_other_sites(client, awa, sign_in):
    cookie = sign_in(awa).client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == timedelta(days=14).total_seconds()


def test_on_a_server_cookies_travel_over_https_only(monkeypatch):
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "MAIL_URL"):
        monkeypatch.setenv(name, "smtp://localhost")
    prod = importlib.import_module("gamma.settings.prod")
    assert prod.SESSION_COOKIE_SECURE
    assert prod.CSRF_COOKIE_SECURE


def test_a_session_is_another_one_once_signed_in_and_none_once_signed_out(client, awa, sign_in):
    client.get("/comptes/connexion/")
    client.post("/comptes/connexion/", {"email": awa.email})
    before = client.cookies["sessionid"].value
    sign_in(awa)
    inside = client.cookies["sessionid"].value
    assert inside != before
    assert client.get("/comptes/deconnexion/").status_code == 200
    assert client.post("/comptes/deconnexion/").url == "/"
    assert client.cookies["sessionid"].value == ""
    thief = Client()
    thief.cookies["sessionid"] = inside
    assert thief.get("/comptes/").status_code == 302


@pytest.mark.usefixtures("season_one")
@pytest.mark.parametrize("path", PUBLIC)
def test_who_only_reads_gets_no_cookie(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies


def views(patterns=None, before: tuple[str, ...] = ()) -> Iterator[tuple[str, Callable[..., object]]]:
    """Every view of the house, by the name of its address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, (*before, *filter(None, [pattern.namespace])))
        else:
            yield ":".join([*before, pattern.name or str(pattern.pattern)]), pattern.callback


# They read no session and set no cookie. Those of surveys refuse what comes from another origin (their test_pages.py),
# and a letter to the harvest is signed (test_signed_letters.py).
FOR_NOBODY = {*(f"surveys:{name}" for name in ("linked", "framed", "invited", "oppose")), "harvest:receive"}


def test_no_view_takes_a_form_without_its_token():
    """Whoever is signed in, on a page of another site; the API alone is written to from elsewhere, with its keys."""
    found = [(name, view) for name, view in views() if not name.startswith("api:") and name not in FOR_NOBODY]
    assert len(found) > 100
    guard = CsrfViewMiddleware(lambda _request: HttpResponse())
    form = RequestFactory().post("/", {"name": "Autre"})
    form.user = AnonymousUser()
    answers = {name: guard.process_view(form, view, (), {}) for name, view in found}
    assert [name for name, answer in answers.items() if answer is None or answer.status_code != 403] == []


def test_the_guard_of_forms_stands_before_every_view():
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE


def test_a_page_that_was_open_for_too_long_is_told_in_words(awa):
    client = Client(enforce_csrf_checks=True)
    client.force_login(awa)
    answer = client.post("/comptes/nom/", {"name": "Autre"})
    assert answer.status_code == 403
    assert "Page expirée" in answer.content.decode()


def test_the_token_of_the_page_is_enough(awa):
    client = Client(enforce_csrf_checks=True)
    client.force_login(awa)
    page = client.get("/comptes/nom/")
    form = {"name": "Awa D.", "seal": page.context["seal"], "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    assert client.post("/comptes/nom/", form).status_code == 302
