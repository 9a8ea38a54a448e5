"""One's own account: name, address, other browsers, one's data, and being forgotten."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from gamma.cockpit.programme.models import Membership
from gamma.ground import personal
from gamma.ground.accounts import actions
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import made
from gamma.ground.audit.models import Entry
from gamma.ground.drafts.actions import keep
from gamma.ground.drafts.models import Draft

COCKPIT = {"programme", "selection", "indicators", "reviews", "reports"}
NAME, ADDRESS, ERASE = "/comptes/nom/", "/comptes/adresse/", "/comptes/effacer/"


@pytest.fixture
def lead(awa):
    """Awa leads the programme, wrote something, and began something else."""
    part = Membership.objects.create(person=awa, role="lead")
    made(part, by=awa, scope="season-1")
    keep({"name": ["Aw"]}, path="/somewhere/", by=awa)
    return awa


def test_it_is_shown_to_oneself_only(client, awa):
    assert client.get("/comptes/").url == "/comptes/connexion/?next=/comptes/"
    client.force_login(awa)
    page = client.get("/comptes/").content.decode()
    assert "awa@exemple.fr" in page
    assert "Sécurité de mon compte" in page
    assert "fournisseurs" not in page


def test_a_name_is_changed_and_noted(client, awa):
    client.force_login(awa)
    seal = client.get(NAME).context["seal"]
    assert client.post(NAME, {"name": " Awa Diop-Martin ", "seal": seal}).url == "/comptes/"
    awa.refresh_from_db()
    assert awa.name == "Awa Diop-Martin"
    entry = Entry.objects.get()
    assert (entry.verb, entry.person, entry.before, entry.after) == ("renamed", awa, {}, {})


def test_an_address_changes_once_the_new_one_is_proven(client, awa, sign_in, again, code):
    sign_in(awa)
    assert client.get(ADDRESS).status_code == 200
    again()
    assert client.post(ADDRESS, {"email": "awa@ailleurs.fr", "action_add": "yes"}).url == "/comptes/inscription/code/"
    assert mail.outbox[-1].to == ["awa@ailleurs.fr"]
    assert Person.objects.get().email == "awa@exemple.fr"
    assert client.post("/comptes/inscription/code/", {"code": code()}).url == "/comptes/"
    assert Person.objects.get().email == "awa@ailleurs.fr"
    assert (mail.outbox[-1].to, "a été changée" in mail.outbox[-1].body) == (["awa@exemple.fr"], True)


def test_the_address_of_another_is_not_taken(client, awa, sign_in, again):
    actions.person_at("noe@exemple.fr")
    sign_in(awa)
    again()
    client.post(ADDRESS, {"email": "noe@exemple.fr", "action_add": "yes"})
    client.post("/comptes/inscription/code/", {"code": "1"})
    assert Person.objects.get(pk=awa.pk).email == "awa@exemple.fr"


def test_other_browsers_are_signed_out_and_not_this_one(client, awa):
    other = Client()
    for browser in (client, other):
        browser.force_login(awa)
    assert client.post("/comptes/ailleurs/").status_code == 200
    assert client.get("/comptes/").status_code == 200
    assert other.get("/comptes/").status_code == 302
    assert client.get("/comptes/ailleurs/").status_code == 405


def test_one_takes_away_all_that_is_held_about_oneself(client, lead):
    client.force_login(lead)
    answer = client.get("/comptes/donnees/")
    assert answer["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    told = json.loads(answer.content)
    assert set(told) == set(personal.holdings()) >= {"accounts", "drafts", "audit", *COCKPIT}
    assert told["accounts"]["email"] == "awa@exemple.fr"
    assert told["drafts"][0]["fields"] == {"name": ["Aw"]}
    assert told["audit"][0]["scope"] == "season-1"
    assert told["programme"][0]["role"] == "lead"


def test_one_is_forgotten_and_what_was_written_stays(client, lead, sign_in, again):
    sign_in(lead)
    assert client.get(ERASE).url.startswith("/comptes/confirmation/")
    again()
    assert client.post(ERASE, {}).status_code == 422
    assert client.post(ERASE, {"sure": "on"}).url == "/comptes/efface/"
    assert client.get("/comptes/efface/").status_code == 200
    assert client.get("/comptes/").status_code == 302
    lead.refresh_from_db()
    assert (lead.name, lead.is_active, "@exemple.fr" in lead.email) == ("", False, False)
    assert not Draft.objects.exists()
    assert not Membership.objects.exists()
    entry = Entry.objects.get(scope="season-1", verb="made")
    assert (entry.person, entry.by) == (None, "personne effacée")
    told = json.dumps([entry.subject, entry.before, entry.after], ensure_ascii=False)
    assert "Awa" not in told
    assert entry.after["role"] == "lead"


def test_who_was_forgotten_may_come_again_as_someone_new(client, awa):
    actions.forget(awa)
    other = actions.person_at("awa@exemple.fr")
    assert other.pk != awa.pk


def test_sessions_that_are_over_go(client, awa):
    client.force_login(awa)
    now = timezone.now()
    assert actions.forget_sessions(now) == 0
    assert actions.forget_sessions(now + timedelta(days=15)) == Session.objects.count() + 1 == 1


def test_who_never_came_and_takes_part_in_nothing_goes_after_a_year(awa):
    lead, came = (actions.person_at(f"{name}@exemple.fr", name=name) for name in ("lead", "came"))
    Membership.objects.create(person=lead, role="lead")
    Person.objects.filter(pk=came.pk).update(last_login=timezone.now())
    year = timezone.now() + timedelta(days=364)
    assert actions.forget_unused(year) == 0
    assert actions.forget_unused(year + timedelta(days=2)) == 1
    assert actions.forget_unused(year + timedelta(days=3)) == 0
    assert set(Person.objects.filter(is_active=True)) == {lead, came}


def test_a_room_says_once_what_it_holds():
    with pytest.raises(ValueError, match="twice"):
        personal.declare("accounts", personal.Holding(lambda _person: {}, lambda _person: None))
