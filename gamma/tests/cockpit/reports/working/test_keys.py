"""Keys: made and told once, revoked, by those who look after the data of the product."""

import pytest

from gamma.cockpit.programme.lists import MemberRole as M
from gamma.cockpit.reports.keys import digest_of
from gamma.cockpit.reports.models import Key
from gamma.ground.audit.models import Entry

PATH = "/programme/autumn/bakery/cles/"


@pytest.fixture
def owner(someone, client):
    person = someone(M.DATA_OWNER)
    client.force_login(person)
    return person


def made(client, name="Collecte"):
    text = client.post(PATH, {"name": name, "seal": ""}).content.decode()
    return text[text.index("Bearer ") + 7 :].partition("<")[0]


def test_a_key_is_told_once_and_only_its_digest_is_kept(owner, client):
    secret = made(client)
    key = Key.objects.get()
    assert (key.digest, key.name, key.person) == (digest_of(secret), "Collecte", owner)
    page = client.get(PATH).content.decode()
    assert "Collecte" in page
    assert secret not in page
    assert secret not in str(client.session.items())
    assert "no-store" in client.post(PATH, {"name": "Autre", "seal": ""}).headers["Cache-Control"]


def test_a_key_without_a_name_is_not_made(owner, client):
    assert client.post(PATH, {"name": " ", "seal": ""}).status_code == 422
    assert not Key.objects.exists()


def test_a_key_is_revoked_and_the_journal_says_by_whom(owner, client):
    made(client)
    key = Key.objects.get()
    answer = client.post(f"{PATH}{key.pk}/retirer/", follow=True)
    assert "ne sert plus" in answer.content.decode()
    key.refresh_from_db()
    assert key.revoked_at
    assert list(Entry.objects.order_by("pk").values_list("verb", "person", "scope")) == [
        ("key made", owner.pk, "autumn/bakery"),
        ("key revoked", owner.pk, "autumn/bakery"),
    ]
    client.post(f"{PATH}{key.pk}/retirer/")
    assert Entry.objects.count() == 2


def test_the_secret_is_in_no_journal(owner, client):
    secret = made(client)
    told = str(list(Entry.objects.values("before", "after", "subject")))
    assert secret not in told


@pytest.mark.parametrize("role", [M.SPONSOR, M.COACH, M.EXPERT])
def test_others_neither_see_nor_make_them(someone, client, role):
    client.force_login(someone(role))
    assert client.get(PATH).status_code == 403
    assert client.post(PATH, {"name": "Collecte"}).status_code == 403
    assert not Key.objects.exists()


def test_the_key_of_another_product_is_not_found(owner, client, running, someone):
    made(client)
    other = Key.objects.get()
    other.enrolment = running.edition.enrolments.get(product__slug="dairy")
    other.save()
    assert client.post(f"{PATH}{other.pk}/retirer/").status_code == 404
