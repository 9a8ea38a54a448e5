"""Feeds, as a data owner has them: added, tried, enabled, with scripts and without."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.ground.accounts.actions import person_at
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.models import Feed, Host

HOME = "/moissons/season-1/dossierfacile/"


@pytest.fixture
def enrolment(season_1):
    return Enrolment.objects.select_related("edition", "product").get(product__slug="dossierfacile")


@pytest.fixture
def owner(enrolment):
    person = person_at("ines@example.org", name="Inès Roy")
    for role in ("data_owner", "lead"):
        where = None if role == "lead" else enrolment
        Membership.objects.create(person=person, edition=enrolment.edition, enrolment=where, role=role)
    Host.objects.create(edition=enrolment.edition, name="stats.example.org", why="Matomo de l'État", added_by=person)
    return person


@pytest.fixture
def table(settings) -> Iterator[str]:
    """The address of a table that has last month's figure."""
    settings.HARVEST_INTERNAL = ["127.0.0.1"]
    month = f"{timezone.localdate().replace(day=1) - timedelta(days=1):%Y-%m}"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps([{"mois": month, "visites": 12450}]).encode())

        def log_message(self, *_words: object) -> None:
            """Tests are silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/visites.json"
    server.shutdown()
    server.server_close()


@pytest.fixture
def monthly(enrolment) -> str:
    """The words of an indicator that is read every month."""
    row = Indicator.objects.filter(enrolment=enrolment, status="active", definitions__window="month").first()
    return row.slug


@pytest.mark.parametrize("scripts", [False, True])
def test_a_feed_is_added_tried_and_enabled(new_page, sign_in, screenshot, accessible, owner, table, monthly, scripts):
    page = new_page(scripts=scripts)
    sign_in(page, owner)
    page.goto(HOME)
    page.get_by_role("link", name="Ajouter un flux").click()
    page.get_by_role("link", name="Tableau JSON ou CSV").click()
    if not scripts:
        screenshot(page, "harvest-form")
    page.get_by_label("Nom", exact=True).fill("Visites mensuelles")
    page.get_by_label("Indicateur").select_option(monthly)
    page.get_by_role("textbox", name="Adresse").fill(table)
    page.get_by_label("Colonne de la période").fill("mois")
    page.get_by_label("Colonne de la valeur").fill("visites")
    page.get_by_label("Jeton (Bearer)").fill("a-token-of-the-table")
    page.get_by_role("button", name="Enregistrer le flux").click()
    page.get_by_role("button", name="Essayer à blanc").click()
    page.get_by_role("link", name="Ce que le dernier essai a lu").click()
    expect(page.get_by_role("cell", name="12\u202f450")).to_be_visible()
    if not scripts:
        screenshot(page, "harvest-run")
        accessible(page.url, person=owner)
    page.go_back()
    page.get_by_role("button", name="Activer").click()
    expect(page.get_by_role("button", name="Relever maintenant")).to_be_visible()
    assert Feed.objects.get().enabled
    if not scripts:
        screenshot(page, "harvest-feed")
        accessible(page.url, person=owner)
        accessible(f"{page.url}modifier/", person=owner)


def test_axe_finds_nothing_to_say(accessible, screenshot, new_page, sign_in, owner):
    hosts = "/moissons/season-1/hotes/"
    for path in (HOME, f"{HOME}ajouter/", hosts, *(f"{HOME}ajouter/{kind}/" for kind in FeedKind.values)):
        accessible(path, person=owner)
    page = new_page()
    sign_in(page, owner)
    for path, name in ((HOME, "product"), (f"{HOME}ajouter/", "choose"), (hosts, "hosts")):
        page.goto(path)
        screenshot(page, f"harvest-{name}")
