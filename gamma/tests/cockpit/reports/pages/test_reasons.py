"""Who needs help first, and why: what is public for all, what goes on for those who work on it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from gamma.cockpit.indicators import queries as indicators
from gamma.cockpit.programme.access import Right, enrolments_with
from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reports.queries import live
from gamma.cockpit.reports.queries.board import Asked, board
from gamma.cockpit.reports.queries.standings import standings
from gamma.cockpit.reviews import queries as reviews
from gamma.cockpit.reviews.queries import Pulse
from gamma.ground.accounts.models import Person

NOW = date(2026, 12, 1)
HEAD = """\
format: gamma-season-file/1
units: {cases: {fr: [cas, cas], en: [case, cases]}}
edition: {id: trial, label: Essai, starts: 2026-09, ends: 2027-02}
sources: [{id: sheet, title: Un tableau, kind: dataset}]
products:
"""
PRODUCT = """\
  - id: {slug}
    name: {slug}
    indicators:
      - id: one
        definitions: [{{name: Un, unit: cases, kind: count, period: month, direction: up}}]
        targets: [{{id: t, due: 2027-02, value: 200, baseline: 2026-08, set_at: kickoff, source: sheet}}]
        readings: [{{period: 2026-08, value: 100, source: sheet}}, {{period: 2026-10, value: {value}, source: sheet}}]
"""
BLOCKED = Pulse(date(2026, 11, 1), overdue=2, blockers=1, blocked=date(2026, 10, 3))


@pytest.fixture
def today():
    return NOW


@pytest.fixture
def trial(db, kept):
    values = {"swift": 160, "slow": 105, "calm": 150}
    kept(HEAD + "".join(PRODUCT.format(slug=slug, value=value) for slug, value in values.items()))
    return Edition.objects.get()


@pytest.fixture
def person(trial):
    def make(role, product=None):
        found = Person.objects.create_user(f"{role}@example.org")
        of = Enrolment.objects.get(product__slug=product) if product else None
        Membership.objects.create(person=found, edition=trial, enrolment=of, role=role)
        return found

    return make


@pytest.fixture
def at_work(monkeypatch):
    """One of the products is blocked, has actions overdue and no check-in for a month."""
    monkeypatch.setattr(reviews, "pulses", lambda rows, _day: only("swift", rows, BLOCKED, Pulse(NOW)))


def only(slug, rows, told, otherwise):
    return {row.pk: told if row.product.slug == slug else otherwise for row in rows}


def inside(who, trial):
    request = RequestFactory().get("/")
    request.user = who or AnonymousUser()
    return enrolments_with(request, Right.CHECKIN_SEE, trial)


def first(trial, who=None):
    return {row.name: row.reasons for row in board(trial, Asked(), NOW, inside(who, trial)).first}


def test_a_target_far_behind_its_pace_is_a_reason_for_all(trial):
    assert {one.slug: one.behind for one in standings(trial, NOW)} == {"swift": 0, "slow": 1, "calm": 0}
    assert first(trial) == {"slow": ["1 cible a fait moins de la moitié du chemin que le temps demande."]}


def test_readings_that_are_late_are_a_reason_for_all(trial, monkeypatch):
    late = live.Late("one", {"fr": "Un"}, 3, date(2026, 8, 31))
    monkeypatch.setattr(live, "late", lambda rows, _day: {row.pk: [late] for row in rows if row.product.slug == "calm"})
    assert first(trial)["calm"] == ["1 indicateur sans relevé, depuis 3 périodes au plus."]


def test_what_goes_on_is_a_reason_for_its_people_alone(trial, person, at_work):
    assert "swift" not in first(trial)
    assert "swift" not in first(trial, person(M.COACH, "slow"))
    assert first(trial, person(M.DEPLOYMENT, "swift"))["swift"] == [
        "1 point de blocage, depuis le 3 octobre 2026.",
        "2 actions en retard.",
        "Aucun point d'équipe depuis le 1er novembre 2026.",
    ]


def test_the_lead_sees_all_and_the_most_pressing_comes_first(trial, person, at_work):
    lead = person(M.LEAD)
    assert list(first(trial, lead)) == ["slow", "swift"]
    found = board(trial, Asked(), NOW, inside(lead, trial))
    assert [row.name for row in found.rows] == ["slow", "swift", "calm"]
    assert "2 services sur 3 demandent de l'aide." in found.lead


@pytest.mark.parametrize("role", [M.COMMITTEE, M.SPONSOR])
def test_others_of_the_edition_see_what_all_see(trial, person, at_work, role):
    assert "swift" not in first(trial, person(role))


def test_a_target_that_waits_is_a_reason(trial, person, monkeypatch):
    held = Pulse(last_checkin=NOW)
    monkeypatch.setattr(reviews, "pulses", lambda rows, _day: {row.pk: held for row in rows})
    monkeypatch.setattr(indicators, "waiting", lambda rows: only("calm", rows, (1, date(2026, 11, 20)), ()))
    assert first(trial, person(M.LEAD))["calm"] == ["1 cible attend d'être acceptée, depuis le 20 novembre 2026."]


def test_the_page_of_a_member_is_not_kept_for_a_visitor(trial, person, at_work, client):
    client.force_login(person(M.LEAD))
    assert "point de blocage" in client.get("/editions/trial/").content.decode()
    client.logout()
    assert "point de blocage" not in client.get("/editions/trial/").content.decode()


def test_a_board_read_again_tells_what_moved_meanwhile(trial, person, at_work, client, monkeypatch):
    client.force_login(person(M.LEAD))
    assert "point de blocage" in client.get("/editions/trial/").content.decode()
    monkeypatch.setattr(reviews, "pulses", lambda rows, _day: {row.pk: Pulse(last_checkin=NOW) for row in rows})
    assert "point de blocage" not in client.get("/editions/trial/").content.decode()


def test_a_member_asks_a_constant_number_of_queries(trial, person, client, kept):
    client.force_login(person(M.LEAD))

    def counted():
        client.get("/editions/trial/")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/editions/trial/").status_code == 200
        return len(found)

    few = counted()
    kept(HEAD + "".join(PRODUCT.format(slug=f"p{rank}", value=150) for rank in range(25)))
    assert counted() == few
