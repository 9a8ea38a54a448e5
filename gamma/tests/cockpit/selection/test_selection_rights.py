"""Who may read and write what in a selection: role by role, of one's own edition or of another."""

import pytest
from django.urls import reverse

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership, Product

SEE = {"lead", "committee"}
DECIDE = {"lead"}
SCORE = {"committee"}
READS = {
    "board": SEE,
    "grid": SEE,
    "journal": SEE,
    "reading": SEE,
    "give": SCORE,
    "recuse": SCORE,
    "stages": DECIDE,
    "close": DECIDE,
    "decide": DECIDE,
    "write-call": DECIDE,
    "new-version": DECIDE,
    "add-criterion": DECIDE,
    "change-criterion": DECIDE,
    "remove-criterion": DECIDE,
}
WRITES = {name: roles for name, roles in READS.items() if roles is not SEE}


def address(name, row, edition="season-9"):
    words = {"edition": edition}
    if name in ("reading", "give", "recuse"):
        words["application"] = row.pk
    if name.endswith("-criterion") and name != "add-criterion":
        words["criterion"] = "team"
    return reverse(f"selection:{name}", kwargs=words)


@pytest.fixture
def row(sent, zoe):
    return sent(zoe)


@pytest.fixture
def holding(person, edition):
    """Someone with a role, in this edition or in another."""

    def make(role, where=edition):
        one = person(f"{role}-{where.slug}")
        product = Product.objects.create(slug=f"p-{one.pk}", name="P")
        enrolment = None
        if role not in ("lead", "committee"):
            enrolment = Enrolment.objects.create(edition=where, product=product, rank=0)
        Membership.objects.create(person=one, role=role, edition=where, enrolment=enrolment)
        return one

    return make


@pytest.mark.parametrize("role", [*MemberRole.values])
def test_each_role_reaches_its_pages_and_no_other(client, row, holding, role):
    client.force_login(holding(role))
    for name, roles in READS.items():
        wanted = 200 if role in roles else 403
        assert client.get(address(name, row)).status_code == wanted, name
    for name, roles in WRITES.items():
        assert (client.post(address(name, row)).status_code == 403) == (role not in roles), name


@pytest.mark.parametrize("role", ["lead", "committee"])
def test_a_part_in_another_edition_opens_nothing_here(client, row, holding, role):
    other = Edition.objects.create(slug="season-8", starts="2025-09", ends="2026-02")
    client.force_login(holding(role, other))
    for name in READS:
        assert client.get(address(name, row)).status_code == 404, name
        assert client.post(address(name, row)).status_code in (404, 405), name


def test_who_is_not_signed_in_is_asked_to(client, row):
    for name in READS:
        assert client.get(address(name, row)).url.startswith("/comptes/connexion/")
    for name in ("mine", "start", "application"):
        words = {"edition": "season-9"} | ({"application": row.pk} if name == "application" else {})
        assert client.get(reverse(f"selection:{name}", kwargs=words)).url.startswith("/comptes/connexion/")


def test_the_call_shows_the_way_to_the_committee_to_who_may_follow_it(client, row, holding, zoe):
    page, way = reverse("selection:call", args=["season-9"]), reverse("selection:board", args=["season-9"])
    for someone, shown in ((holding("committee"), True), (holding("coach"), False), (zoe, False)):
        client.force_login(someone)
        assert (way in client.get(page).content.decode()) == shown
    client.logout()
    assert way not in client.get(page).content.decode()
