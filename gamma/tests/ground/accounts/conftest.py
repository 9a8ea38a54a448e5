"""Persons, and how they find their way in: letters are read as a person reads them."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from gamma.ground.accounts.actions import person_at, prove
from gamma.ground.accounts.models import Person

SIGN_IN = "/comptes/connexion/"
CODE = "/comptes/connexion/code/"


@pytest.fixture
def awa(db: None) -> Person:
    """Someone who was invited, and never came."""
    return person_at("awa@exemple.fr", name="Awa Diop")


@pytest.fixture
def letter() -> Callable[[], str]:
    """The last letter sent."""
    return lambda: mail.outbox[-1].body


@pytest.fixture
def code(letter: Callable[[], str]) -> Callable[[], str]:
    """The code of the last letter sent."""
    return lambda: re.search(r"\d{4}-\d{4}", letter())[0]


@pytest.fixture
def sign_in(client: Client, code: Callable[[], str]) -> Callable[..., object]:
    """Sign in by a code, as far as the answer to it."""

    def signed_in(person: Person, next: str = "") -> object:
        client.post(f"{SIGN_IN}?next={next}", {"email": person.email, "next": next})
        return client.post(CODE, {"code": code(), "next": next})

    return signed_in


@pytest.fixture
def again(client: Client, code: Callable[[], str]) -> Callable[[], None]:
    """Show once more, by a code, that it is oneself; the person must have proven their address."""

    def shown() -> None:
        person = Person.objects.get(pk=client.session["_auth_user_id"])
        prove(person, email=person.email)
        client.post("/comptes/confirmation/", {"recipient": person.email})
        client.post("/comptes/confirmation/code/", {"code": code()})

    return shown
