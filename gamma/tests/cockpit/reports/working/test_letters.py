"""The monthly letter: five lines, on the first working day, once, to those who want it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.reports import letters
from gamma.cockpit.reports.actions import send_monthly
from gamma.cockpit.reports.models import Sent, Stopped
from gamma.cockpit.reports.queries import live

from .conftest import NOW

AT = datetime(2026, 11, 2, 8, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def _address(settings):
    settings.PUBLIC_URL = "https://gamma.example.org"


def send(today=NOW):
    return send_monthly(today=today, now=AT)


def body():
    return mail.outbox[-1].body.replace("\u202f", " ")


@pytest.fixture
def sponsor(someone):
    return someone(M.SPONSOR)


def test_it_has_five_lines(sponsor):
    assert send() == 1
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["sponsor@example.org"], "Le point du mois : Boulangerie")
    lines = body().splitlines()
    assert len(lines) == 5
    assert lines[0] == (
        "Pains par mois : 750 dossiers, octobre 2026. Cible : 900 dossiers, pour le 28 février 2027. "
        "25 % du chemin fait, pour 35 % du temps écoulé."
    )
    assert lines[1].startswith("Ce qui a bougé : ")
    assert lines[2] == "En retard ou à risque : Miettes : 2 relevés manquent (depuis le 30 septembre 2026)"
    assert lines[3] == "Ce que nous vous demandons : rien"
    assert lines[4].startswith("Votre page : https://gamma.example.org/editions/autumn/commanditaire/bakery/ ")


def test_what_people_wrote_makes_no_line_of_its_own(sponsor, running, monkeypatch):
    blocker = live.Open("Un accès\n\naux « données » & l'API", date(2026, 10, 1), "la direction", True, "/lift/1")
    monkeypatch.setattr(live, "rhythm", lambda *_: live.Rhythm(blockers=[blocker] * 5))
    send()
    lines = body().splitlines()
    assert len(lines) == 5
    assert "Un accès aux « données » & l'API (demandé à la direction" in lines[3]
    assert lines[3].endswith("et 2 autres")


def test_never_twice_for_a_month(sponsor):
    assert [send(), send(), send(NOW + timedelta(days=3))] == [1, 0, 0]
    assert send(date(2026, 12, 1)) == 1
    assert len(mail.outbox) == 2


def test_the_base_refuses_a_second_one(sponsor, running):
    send()
    kept = Sent.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sent.objects.create(kind=kept.kind, month=kept.month, enrolment=running, person=sponsor, sent_at=AT)


def test_a_letter_that_cannot_be_written_keeps_no_other_and_goes_the_next_day(someone, monkeypatch, caplog):
    for name in ("one", "two"):
        someone(M.SPONSOR, f"{name}@example.org")
    real = letters.send

    def breaking(*template, to, **words):
        return 1 / 0 if to.startswith("one") else real(*template, to=to, **words)

    with monkeypatch.context() as patched:
        patched.setattr(letters, "send", breaking)
        assert send() == 1
    assert "could not be sent" in caplog.text
    assert send(NOW + timedelta(days=1)) == 1
    assert [letter.to for letter in mail.outbox] == [["two@example.org"], ["one@example.org"]]


@pytest.mark.parametrize(
    ("today", "count"),
    [
        (date(2026, 11, 1), 0),  # a Sunday
        (date(2026, 11, 5), 1),  # the worker was down
        (date(2026, 9, 1), 0),  # nothing ran in August
        (date(2027, 3, 1), 1),  # February was its last month
        (date(2027, 4, 1), 0),
    ],
)
def test_it_goes_in_the_months_after_those_of_the_edition(sponsor, today, count):
    assert send(today) == count


def test_it_goes_to_sponsors_alone_once_for_each_product(someone, running):
    someone(M.COACH)
    both = someone(M.SPONSOR, "whole@example.org", whole=True)
    someone(M.SPONSOR, "own@example.org")
    assert send() == 3
    assert sorted(Sent.objects.filter(person=both).values_list("enrolment__product__slug", flat=True)) == [
        "bakery",
        "dairy",
    ]


def stop_link():
    return body().split("https://gamma.example.org")[-1].partition(")")[0]


def test_it_is_stopped_by_its_link_without_signing_in(sponsor):
    send()
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(stop_link())
    assert page.status_code == 200
    assert not Stopped.objects.exists()
    token = page.context["csrf_token"]
    assert "C'est noté" in strict.post(stop_link(), {"csrfmiddlewaretoken": str(token)}).content.decode()
    assert Stopped.objects.get().person == sponsor
    assert send(date(2026, 12, 1)) == 0


def test_stopped_twice_is_stopped_once(sponsor, client):
    send()
    for _ in range(2):
        client.post(stop_link())
    assert Stopped.objects.count() == 1


@pytest.mark.parametrize("word", ["x", "monthly.1.1", "monthly.1.1:aaaa", "a:b:c"])
def test_nobody_else_makes_such_a_link(sponsor, client, word):
    assert client.get(f"/courriers/{word}/").status_code == 404
    assert client.post(f"/courriers/{word}/").status_code == 404
