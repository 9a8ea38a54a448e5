"""People: invited by who may, told by a letter, removed; nobody gives what they do not hold, nothing tells who came."""

import argparse
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gamma.cockpit.programme import actions
from gamma.cockpit.programme.giving import Spot
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Membership
from gamma.ground.accounts.models import Person
from gamma.ground.audit.models import Entry
from gamma.ground.errors import UserError
from gamma.running.commands import invite as command

EDITION, PRODUCT = "/programme/small/personnes/", "/programme/small/bakery/personnes/"


def test_an_invitation_makes_a_person_a_part_a_letter_and_an_entry(season, someone, browse):
    lead = someone("lead", season)
    said = {"email": "New@Example.org", "name": "Anne", "role": "coach", "where": "."}
    assert browse(lead).post(f"{EDITION}inviter/", said).status_code == 302
    part = Membership.objects.get(person__email="new@example.org")
    assert (part.role, part.edition, part.enrolment, part.invited_by) == ("coach", season, None, lead)
    [letter] = mail.outbox
    assert letter.to == ["new@example.org"]
    assert "coach" in letter.body
    assert "/comptes/connexion/?next=/programme/" in letter.body
    entry = Entry.objects.get()
    assert (entry.verb, entry.person, entry.scope, entry.subject) == ("made", lead, "small", "new@example.org")
    assert entry.after["role"] == "coach"


def pages(client, address, said):
    """What an invitation answers, and the list that follows, but for the address itself."""
    sent = client.post(f"{address}inviter/", said)
    listed = re.sub(r"personnes/\d+", "", client.get(address).content.decode())
    line = next(line for line in listed.splitlines() if said["email"] in line)
    return sent.status_code, sent.headers["Location"], line.replace(said["email"], "")


def test_nothing_tells_whether_an_address_had_an_account(season, someone, browse):
    known = Person.objects.create_user("known@example.org", name="Camille Connue")
    client = browse(someone("lead", season))
    fresh = pages(client, EDITION, {"email": "fresh@example.org", "role": "expert", "where": "."})
    Membership.objects.filter(person__email="fresh@example.org").delete()
    met = pages(client, EDITION, {"email": "known@example.org", "role": "expert", "where": "."})
    assert fresh == met
    assert len(mail.outbox) == 2
    assert "Camille" not in client.get("/programme/small/journal/").content.decode()
    known.last_login = timezone.now()
    known.save()
    assert "Camille Connue" in client.get(EDITION).content.decode()


@pytest.mark.parametrize(
    ("giver", "role", "where", "given"),
    [
        ("lead", "lead", "edition", True),
        ("lead", "committee", "edition", True),
        ("lead", "product_lead", "product", True),
        ("lead", "product_lead", "edition", False),
        ("lead", "committee", "product", False),
        ("lead", "lead", "programme", False),
        ("product_lead", "deployment", "product", True),
        ("product_lead", "data_owner", "product", True),
        ("product_lead", "expert", "product", True),
        ("product_lead", "sponsor", "product", True),
        ("product_lead", "product_lead", "product", False),
        ("product_lead", "coach", "product", False),
        ("product_lead", "sponsor", "edition", False),
        ("coach", "expert", "product", False),
        ("sponsor", "sponsor", "product", False),
    ],
)
def test_nobody_gives_a_part_that_is_not_theirs_to_give(season, bakery, someone, giver, role, where, given):
    by = someone(giver, season) if giver == "lead" else someone(giver, enrolment=bakery)
    spot = {"edition": Spot(season), "product": Spot(season, bakery), "programme": Spot()}[where]

    def invite():
        return actions.invite("x@example.org", role=MemberRole(role), spot=spot, by=by)

    if given:
        assert invite().role == role
    else:
        with pytest.raises(UserError):
            invite()
        assert not Person.objects.filter(email="x@example.org").exists()
        assert mail.outbox == []


def test_a_form_offers_only_what_one_may_give(season, bakery, someone, browse):
    page = browse(someone("product_lead", enrolment=bakery)).get(f"{PRODUCT}inviter/")
    roles = [value for value, _label in page.context["form"].fields["role"].choices]
    assert roles == ["deployment", "data_owner", "sponsor", "expert"]
    assert "where" not in page.context["form"].fields
    places = browse(someone("lead")).get(f"{EDITION}inviter/").context["form"].fields["where"].choices
    assert [value for value, _label in places] == [".", "bakery", "*"]


def test_the_same_part_is_given_once(season, someone):
    lead = someone("lead", season)
    actions.invite("x@example.org", role=MemberRole.COACH, spot=Spot(season), by=lead)
    with pytest.raises(UserError, match="déjà"):
        actions.invite("X@example.org", role=MemberRole.COACH, spot=Spot(season), by=lead)
    assert len(mail.outbox) == 1


def test_a_letter_is_sent_again_a_part_changed_then_ended(season, bakery, someone, browse):
    client = browse(someone("lead", season))
    part = actions.invite("x@example.org", role=MemberRole.EXPERT, spot=Spot(season, bakery), by="test")
    page = f"{EDITION}{part.pk}/"
    assert client.post(f"{page}lettre/").status_code == 302
    assert [letter.to for letter in mail.outbox] == [["x@example.org"]] * 2
    seal = client.get(page).context["seal"]
    assert client.post(page, {"role": "sponsor", "where": "bakery", "seal": seal}).status_code == 302
    part.refresh_from_db()
    assert part.role == "sponsor"
    assert client.post(f"{page}retirer/").status_code == 302
    assert not Membership.objects.filter(pk=part.pk).exists()
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["made", "changed", "removed"]
    assert Person.objects.filter(email="x@example.org").exists()


def test_two_who_change_a_part_are_told(season, bakery, someone, browse):
    client = browse(someone("lead", season))
    part = actions.invite("x@example.org", role=MemberRole.EXPERT, spot=Spot(season, bakery), by="test")
    page = f"{EDITION}{part.pk}/"
    seal = client.get(page).context["seal"]
    actions.change_part(part, role=MemberRole.SPONSOR, spot=Spot(season, bakery), by="test")
    assert client.post(page, {"role": "coach", "where": "bakery", "seal": seal}).status_code == 409
    part.refresh_from_db()
    assert part.role == "sponsor"


def test_the_last_lead_stays(season, someone):
    only = Membership.objects.get(person=someone("lead"))
    for act in (
        lambda: actions.remove_part(only, by="test"),
        lambda: actions.change_part(only, role=MemberRole.COACH, spot=Spot(season), by="test"),
    ):
        with pytest.raises(UserError, match="dernière personne"):
            act()
    actions.invite("second@example.org", role=MemberRole.LEAD, spot=Spot(), by="test")
    actions.remove_part(only, by="test")
    own = actions.invite("third@example.org", role=MemberRole.LEAD, spot=Spot(season), by="test")
    actions.remove_part(own, by="test")


def test_a_lead_of_an_edition_does_not_touch_those_of_the_programme(season, someone, browse):
    above = Membership.objects.get(person=someone("lead"))
    someone("lead")
    client = browse(someone("lead", season))
    assert client.post(f"{EDITION}{above.pk}/retirer/", follow=True).content.decode().count("pas de celles") == 1
    assert Membership.objects.filter(pk=above.pk).exists()


def test_the_team_of_a_product_is_seen_by_it_and_addresses_by_who_leads_it(season, bakery, someone, browse):
    actions.invite("new.person@example.org", role=MemberRole.EXPERT, spot=Spot(season, bakery), by="test")
    seen = browse(someone("data_owner", enrolment=bakery)).get(PRODUCT).content.decode()
    assert "new.person" in seen
    assert "new.person@example.org" not in seen
    assert "inviter" not in seen
    leads = browse(someone("product_lead", enrolment=bakery)).get(PRODUCT).content.decode()
    assert "new.person@example.org" in leads
    assert f"{PRODUCT}inviter/" in leads


def test_who_is_invited_sees_nothing_before_they_sign_in(season, client):
    actions.invite("x@example.org", role=MemberRole.LEAD, spot=Spot(season), by="test")
    assert client.get(EDITION).headers["Location"].startswith("/comptes/connexion/?next=")


def test_the_list_asks_as_much_of_the_base_for_many(season, bakery, someone, browse):
    client = browse(someone("lead", season))
    counts = []
    for _ in range(2):
        for _ in range(5):
            someone("expert", enrolment=bakery)
        with CaptureQueriesContext(connection) as found:
            client.get(EDITION)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_first_lead_is_invited_by_a_command(db, capsys):
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    assert command.run(parser.parse_args(["first@example.org"])) == 0
    part = Membership.objects.get()
    assert (part.role, part.edition, part.person.email) == ("lead", None, "first@example.org")
    assert len(mail.outbox) == 1
    assert "first@example.org" in capsys.readouterr().out
    for wrong in (["--role", "leed"], ["--product", "p"], ["--edition", "e"]):
        with pytest.raises(UserError):
            command.run(parser.parse_args(["x@example.org", *wrong]))
