"""Signing in by a code: what is sent, what is said, how long it holds, and that nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import get_language
from procrastinate.contrib.django.models import ProcrastinateJob

from gamma.ground.accounts import adapters
from gamma.ground.accounts.models import Person
from gamma.settings import base

SIGN_IN, CODE = "/comptes/connexion/", "/comptes/connexion/code/"
SIGN_UP, PROOF = "/comptes/inscription/", "/comptes/inscription/code/"


def words(answer) -> str:
    """A page without what differs between two readers: addresses and tokens."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r"[\w.]+(@|%40)exemple\.fr", "", text)


def test_a_person_who_was_invited_comes_in_with_one_code(client, awa, sign_in, letter):
    answer = sign_in(awa)
    assert (answer.status_code, answer.url) == (302, "/programme/")
    assert "Awa Diop" in client.get("/programme/").content.decode()
    assert len(mail.outbox) == 1  # the code also proved the address
    assert mail.outbox[0].to == ["awa@exemple.fr"]
    assert "quinze minutes" in letter()
    assert awa.emailaddress_set.get().verified


def test_the_code_is_on_the_line_that_a_phone_shows(client, awa):
    client.post(SIGN_IN, {"email": awa.email})
    assert re.fullmatch(r"\d{4}-\d{4} : votre code pour Gamma", mail.outbox[0].subject)


def test_capitals_and_dashes_do_not_matter(client, awa, code):
    client.post(SIGN_IN, {"email": " Awa@Exemple.FR "})
    assert client.post(CODE, {"code": code().replace("-", " ")}).status_code == 302
    assert "_auth_user_id" in client.session


def test_where_one_was_going_is_kept_to_the_end(client, awa, code):
    first = client.post(f"{SIGN_IN}?next=/comptes/nom/", {"email": awa.email, "next": "/comptes/nom/"})
    assert first.url == f"{CODE}?next=%2Fcomptes%2Fnom%2F"
    assert 'name="next" value="/comptes/nom/"' in client.get(first.url).content.decode()
    assert client.post(first.url, {"code": code(), "next": "/comptes/nom/"}).url == "/comptes/nom/"


def test_one_is_never_sent_to_another_site(client, awa, sign_in):
    assert sign_in(awa, next="https://ailleurs.example/").url == "/programme/"


def test_another_code_may_be_asked_for_and_the_first_is_then_worth_nothing(client, awa, code):
    client.post(SIGN_IN, {"email": awa.email})
    first = code()
    client.post(CODE, {"action": "resend"})
    assert len(mail.outbox) == 2
    assert client.post(CODE, {"code": first}).status_code == 200
    assert client.post(CODE, {"code": code()}).status_code == 302


def test_a_code_is_worth_nothing_after_a_quarter_of_an_hour(client, awa, code):
    client.post(SIGN_IN, {"email": awa.email})
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.post(CODE, {"code": code()}).url == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_three_wrong_codes_end_the_attempt(client, awa, code):
    client.post(SIGN_IN, {"email": awa.email})
    wrong = "0000-0000" if code() != "0000-0000" else "1111-1111"
    refused = client.post(CODE, {"code": wrong})
    assert "Ce code n'est pas le bon" in refused.content.decode().replace("&#x27;", "'")
    client.post(CODE, {"code": wrong})
    assert client.post(CODE, {"code": wrong}).url == SIGN_IN
    client.post(CODE, {"code": code()})
    assert "_auth_user_id" not in client.session


def test_a_code_serves_once_and_in_its_own_browser(client, awa, sign_in, code):
    sign_in(awa)
    client.logout()
    client.post(CODE, {"code": code()})
    assert "_auth_user_id" not in client.session


def test_a_closed_account_stays_closed(client, awa, code):
    client.post(SIGN_IN, {"email": awa.email})
    Person.objects.update(is_active=False)
    assert client.post(CODE, {"code": code()}).url == "/comptes/ferme/"
    assert client.get("/comptes/ferme/").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_nobody_learns_who_has_an_account(client, awa, prefix):
    told, counts = [], []
    for email in (awa.email, "personne@exemple.fr"):
        client.cookies.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            sent = client.post(f"{prefix}{SIGN_IN}", {"email": email})
        counts.append(len(asked))
        told.append((sent.status_code, sent.url, words(client.get(sent.url))))
        client.post(f"{prefix}{CODE}", {"action": "resend"})
        told[-1] += (words(client.post(f"{prefix}{CODE}", {"code": "12345678"})),)
    assert told[0] == told[1]
    assert abs(counts[0] - counts[1]) <= 2
    assert [letter.to[0] for letter in mail.outbox] == [awa.email, awa.email, "personne@exemple.fr"]


def test_letters_wait_in_the_queue_whoever_they_are_for(client, awa, settings):
    settings.MAIL_DEFERRED = True
    for email in (awa.email, "personne@exemple.fr"):
        client.cookies.clear()
        client.post(SIGN_IN, {"email": email})
    waiting = ProcrastinateJob.objects.filter(task_name="mail.deliver").order_by("pk")
    assert [job.args["to"] for job in waiting] == [awa.email, "personne@exemple.fr"]
    assert mail.outbox == []


def test_who_has_no_account_is_told_in_their_own_letters_only(client, db, letter):
    client.post(f"{SIGN_IN}?next=/comptes/nom/", {"email": "personne@exemple.fr", "next": "/comptes/nom/"})
    link = re.search(r"http://testserver/comptes/inscription/\S+", letter())[0]
    page = client.get(link).content.decode()
    assert 'value="personne@exemple.fr"' in page
    assert 'name="next" value="/comptes/nom/"' in page


def test_letters_speak_the_language_of_the_page(client, awa, monkeypatch):
    spoken = []
    monkeypatch.setattr(adapters, "send", lambda *_words, **_more: spoken.append(get_language()))
    for prefix in ("", "/en"):
        client.cookies.clear()
        client.post(f"{prefix}{SIGN_IN}", {"email": awa.email})
    assert spoken == ["fr", "en"]


@pytest.mark.parametrize("shared", [False, True])
def test_too_many_demands_are_refused_in_words(client, awa, settings, shared):
    """Counted in this process as in the base, where all processes count together."""
    settings.CACHES = base.CACHES if shared else settings.CACHES
    answers = []
    for _time in range(5):
        client.cookies.clear()
        answers.append(client.post(SIGN_IN, {"email": awa.email}))
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200, 200]
    assert "Trop d'essais" in answers[-1].content.decode().replace("&#x27;", "'")
    assert len(mail.outbox) == 3


def test_signing_up_asks_for_a_name_and_an_address_and_proves_it(client, db, code):
    form = {"name": "Noé Martin", "email": "noe@exemple.fr", "next": "/comptes/nom/"}
    assert client.post(SIGN_UP, form).url == PROOF
    assert "noe@exemple.fr" in client.get(PROOF).content.decode()
    assert client.post(PROOF, {"code": code()}).url == "/comptes/nom/"
    person = Person.objects.get()
    assert (str(person), person.email, person.has_usable_password()) == ("Noé Martin", "noe@exemple.fr", False)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_signing_up_twice_tells_nobody_but_the_owner(client, awa, letter):
    told = []
    for email in ("noe@exemple.fr", awa.email):
        client.cookies.clear()
        sent = client.post(SIGN_UP, {"name": "Quelqu'un", "email": email})
        told.append((sent.status_code, sent.url, words(client.get(sent.url)), words(client.post(PROOF, {"code": "1"}))))
    assert told[0] == told[1]
    assert "elle en a déjà un" in letter()
    assert Person.objects.get(pk=awa.pk).name == "Awa Diop"


def test_three_wrong_codes_end_a_sign_up_as_well(client, db, code):
    client.post(SIGN_UP, {"name": "Noé", "email": "noe@exemple.fr"})
    for _time in range(3):
        client.post(PROOF, {"code": "1"})
    client.post(PROOF, {"code": code()})
    assert "_auth_user_id" not in client.session


def test_another_address_may_be_chosen(client, awa):
    client.post(SIGN_IN, {"email": awa.email})
    assert client.get(SIGN_IN).url == CODE
    assert client.post("/comptes/deconnexion/", {"next": SIGN_IN}).url == SIGN_IN
    assert client.get(SIGN_IN).status_code == 200
