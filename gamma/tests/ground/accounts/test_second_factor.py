"""The second factor: activated by oneself, asked for at sign-in, replaced by a spare code, and never got round."""

import re
import time
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import caches
from django.test import override_settings

from gamma.ground.accounts.actions import prove
from gamma.settings import base

ACTIVATE, SPARE = "/comptes/second-facteur/activer/", "/comptes/second-facteur/secours/"
STEP = "/comptes/connexion/application/"


def now(secret: str, late: int = 0) -> str:
    """What an application shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - late))


@pytest.fixture(autouse=True)
def clock():
    """A clock that stands in the middle of the half minute of a code: what it is does not change under the test."""
    with time_machine.travel(datetime(2026, 11, 2, 12, 0, 15, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def secret(awa):
    """The secret of a person whose account is protected."""
    prove(awa, email=awa.email)
    secret = generate_totp_secret()
    Authenticator.objects.create(user=awa, type=Authenticator.Type.TOTP, data={"secret": secret})
    return secret


def test_it_is_activated_from_the_account_by_who_shows_that_it_is_them(
    client, awa, sign_in, again, django_capture_on_commit_callbacks
):
    sign_in(awa)
    assert f'href="{ACTIVATE}"' in client.get("/comptes/").content.decode()
    assert client.get(ACTIVATE).url == f"/comptes/confirmation/?next={ACTIVATE.replace('/', '%2F')}"
    again()
    page = client.get(ACTIVATE).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ACTIVATE, {"code": now(secret)})
    assert answer.url == SPARE
    assert len(re.findall(r"<code>\d{8}</code>", client.get(SPARE).content.decode())) == 10
    assert client.get(f"{SPARE}fichier/").content.decode().count("\n") >= 10
    assert "Un second facteur a été activé" in mail.outbox[-1].body
    assert "10 codes de secours" in client.get("/comptes/").content.decode()


def test_it_is_asked_for_after_the_code_and_keeps_where_one_was_going(client, awa, secret, sign_in):
    assert sign_in(awa, next="/comptes/nom/").url == STEP
    assert "_auth_user_id" not in client.session
    assert client.get("/comptes/").status_code == 302
    assert client.post(STEP, {"code": "000000"}).status_code == 200
    assert client.post(STEP, {"code": now(secret)}).url == "/comptes/nom/"
    assert client.session["_auth_user_id"] == str(awa.pk)


def test_a_phone_may_be_half_a_minute_late(client, awa, secret, sign_in):
    sign_in(awa)
    assert client.post(STEP, {"code": now(secret, late=1)}).url == "/programme/"


def test_what_was_typed_serves_once(client, awa, secret, sign_in):
    code = now(secret)
    sign_in(awa)
    client.post(STEP, {"code": code})
    client.logout()
    sign_in(awa)
    assert client.post(STEP, {"code": code}).status_code == 200


def test_guesses_are_counted(client, awa, secret, sign_in):
    sign_in(awa)
    for _time in range(6):
        answer = client.post(STEP, {"code": "000000"})
    assert "Trop d'essais" in answer.content.decode().replace("&#x27;", "'")
    assert client.post(STEP, {"code": now(secret)}).status_code == 200


@pytest.mark.django_db
@override_settings(CACHES=base.CACHES)
def test_what_is_counted_is_counted_for_all_processes():
    cache = caches["default"]
    assert cache.add("a", [1.5], 60)
    assert not cache.add("a", [2.5], 60)
    assert cache.get("a") == [1.5]
    cache.delete("a")
    assert cache.get("a") is None


def test_it_is_taken_off_by_itself_and_not_by_a_letter(client, awa, secret, sign_in):
    sign_in(awa)
    client.post(STEP, {"code": now(secret)})
    off = "/comptes/second-facteur/desactiver/"
    asked = client.get(off)
    assert asked.url.startswith("/comptes/confirmation/application/")
    assert client.get("/comptes/confirmation/").url == "/comptes/confirmation/application/"
    assert client.get(asked.url).status_code == 200
    assert client.post(asked.url, {"code": now(secret, late=1)}).url == off
    assert client.get(off).status_code == 200
    client.post(off)
    assert not Authenticator.objects.exists()
    assert "a été désactivé" in mail.outbox[-1].body
