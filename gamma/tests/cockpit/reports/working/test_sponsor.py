"""The sponsor's page: the headline and its pace, what moved, what is asked; for those it is meant for."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gamma.cockpit.programme.facts import PAGES
from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.reports.pace import Pace
from gamma.cockpit.reports.queries import live
from gamma.cockpit.reports.queries.sponsor import sponsor_page

from .conftest import NOW

PATH = "/editions/autumn/commanditaire/bakery/"


def plain(text):
    return " ".join(text.split())


@pytest.fixture
def page(running):
    return lambda today=NOW: sponsor_page(running, today)


def test_the_headline_tells_its_figure_its_target_and_its_pace(page):
    head = page().facts.head
    assert head.title == "Pains par mois"
    assert (head.figure.value, head.figure.unit, head.figure.period) == (750, "dossiers", "octobre 2026")
    assert plain(head.goal) == "900 dossiers, pour le 28 février 2027"
    assert (head.way, head.elapsed) == (25, 35)
    assert plain(head.told) == "25 % du chemin fait, pour 35 % du temps écoulé."


def test_without_a_start_the_way_is_not_guessed(page):
    other = page().facts.others[0]
    assert (
        other.told.replace("\u202f", " ") == "40 % de la cible, pour 34 % du temps écoulé ; le départ n'est pas connu."
    )
    assert [one.verdict for one in page().facts.others] == ["pending", "never_read"]


def test_once_the_target_is_due_its_verdict_stands_for_the_pace(page):
    head = page(date(2027, 3, 1)).facts.head
    assert (head.verdict, head.told, head.way) == ("not_computable", "", None)


@pytest.mark.parametrize(
    ("way", "elapsed", "behind"), [(10, 50, True), (25, 50, False), (5, 20, False), (None, 90, False), (-5, 30, True)]
)
def test_behind_is_less_than_half_of_what_the_time_asks(way, elapsed, behind):
    assert Pace(None if way is None else Decimal(way), None, Decimal(elapsed)).behind is behind


def test_what_moved_within_a_month_is_told_beside_what_it_was(page, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda _recorded: NOW)
    moved = {one.term: plain(one.text) for one in page().facts.moved}
    assert moved["Pains par mois"] == "750 dossiers, octobre 2026 (+4 % depuis septembre 2026)"
    assert page(date(2027, 2, 1)).facts.moved == []


def test_what_is_asked_of_the_sponsor_is_apart_from_what_others_must_lift(page, running, monkeypatch):
    own = live.Open("Un accès aux données", date(2026, 10, 1), "la direction", True, "/lift/1")
    other = live.Open("Un serveur", date(2026, 10, 2), "l'hébergeur", False, "/lift/2")
    late = live.Late("loaves", {"fr": "Pains par mois"}, 2, date(2026, 8, 31))
    wait = live.Awaiting({"fr": "Miettes"}, "moins de 10", date(2026, 10, 20), "/accept/1")
    note = live.Shared("La presse en parle", date(2026, 10, 12), "Ada")
    monkeypatch.setattr(live, "rhythm", lambda *_: live.Rhythm(blockers=[own, other], notes=[note]))
    monkeypatch.setattr(live, "late", lambda *_: {running.pk: [late]})
    monkeypatch.setattr(live, "awaiting", lambda *_: {running.pk: [wait]})
    found = page()
    assert [one.text for one in found.asked] == ["Un accès aux données", "Une cible à accepter : Miettes, moins de 10"]
    assert [one.text for one in found.risks] == ["Pains par mois : 2 relevés manquent", "Un serveur"]
    assert found.notes == [note]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (M.SPONSOR, 200),
        (M.PRODUCT_LEAD, 200),
        (M.COACH, 200),
        (M.EXPERT, 403),
        (None, 302),
    ],
)
def test_only_those_it_is_meant_for_read_it(someone, client, running, role, status):
    if role:
        client.force_login(someone(role))
    assert client.get(PATH).status_code == status
    assert client.post(PATH).status_code in (302, 405)


def test_the_sponsor_of_another_product_does_not_read_it(someone, client):
    client.force_login(someone(M.SPONSOR))
    assert client.get(PATH.replace("bakery", "dairy")).status_code == 403
    assert client.get(PATH.replace("autumn", "spring")).status_code == 404


def test_a_blocker_leads_to_where_it_is_lifted(someone, client, running, monkeypatch):
    own = live.Open("Un accès aux données", date(2026, 10, 1), "la direction", True, "/lift/1")
    monkeypatch.setattr(live, "rhythm", lambda *_: live.Rhythm(blockers=[own]))
    client.force_login(someone(M.SPONSOR))
    assert f'href="/lift/1?next={PATH}"' in client.get(PATH).content.decode()


def test_what_was_prepared_is_not_asked_again(someone, client, running):
    client.force_login(someone(M.SPONSOR))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            assert client.get(PATH).status_code == 200
        counts.append(len(found))
    # The session, the person, their parts, the product; and the work under way: blockers, notes, targets proposed.
    assert counts[1] == 4 + 3


def test_no_product_takes_its_address():
    assert "commanditaire" in PAGES
