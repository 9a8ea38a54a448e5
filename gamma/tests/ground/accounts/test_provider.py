"""Signing in by a provider of identity: the whole way, and every lie on it."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core import mail

from gamma.ground.accounts.models import Person

SIGN_IN, LEAVE = "/comptes/connexion/", "/comptes/fournisseur/oidc/"
VERIFIED = {"email": "awa@exemple.fr", "email_verified": True}
BACK = "/programme/"


@pytest.fixture
def follow(client, provider):
    """Go to the provider and come back, as a browser does; `altered` is what came back otherwise than it was sent."""

    def followed(leave: str = LEAVE, **altered: str):
        page = client.post(leave)
        where = html.unescape(re.search(r'content="0;url=([^"]+)"', page.content.decode())[1])
        sent_back = requests.get(where, allow_redirects=False, timeout=5).headers["Location"]
        query = {name: values[0] for name, values in parse_qs(urlsplit(sent_back).query).items()}
        return client.get(urlsplit(sent_back).path, query | altered)

    return followed


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.django_db
def test_the_button_is_there_only_when_the_settings_name_a_provider(client):
    assert "/comptes/fournisseur/" not in client.get(SIGN_IN).content.decode()
    assert client.post(LEAVE).status_code == 404


@pytest.mark.django_db
def test_the_button_leads_there_by_a_form_and_keeps_where_one_was_going(client, provider):
    page = client.get(f"{SIGN_IN}?next=/comptes/nom/").content.decode()
    assert "Se connecter avec ProConnect" in page
    assert f'<form method="post" class="form" action="{LEAVE}?process=login&amp;next=%2Fcomptes%2Fnom%2F">' in page
    assert client.get(LEAVE).status_code == 200  # a link from elsewhere signs nobody in: it asks first
    assert provider.asked == {}


def test_who_has_an_account_enters_it_by_the_address_that_was_verified(client, awa, provider, follow):
    provider.person |= VERIFIED | {"email": "Awa@Exemple.fr"}
    assert follow(f"{LEAVE}?process=login&next=/comptes/nom/").url == "/comptes/nom/"
    assert client.session["_auth_user_id"] == str(awa.pk)
    assert Person.objects.count() == 1
    assert not SocialAccount.objects.exists()
    assert mail.outbox == []


def test_it_is_asked_with_a_state_and_a_proof(client, awa, provider):
    page = client.post(LEAVE).content.decode()
    asked = parse_qs(urlsplit(html.unescape(re.search(r"url=([^\"]+)", page)[1])).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


@pytest.mark.parametrize("said", [{"email_verified": False}, {}, {"email_verified": "false"}])
def test_an_address_that_was_not_verified_opens_no_account(client, awa, provider, follow, said):
    provider.person |= {"email": awa.email, **said}
    assert follow().url == "/comptes/inscription/code/"
    assert not signed_in(client)
    assert "elle en a déjà un" in mail.outbox[-1].body
    assert not SocialAccount.objects.exists()


def test_who_has_none_gets_one_with_the_name_the_provider_knows(client, db, provider, follow):
    provider.person |= VERIFIED
    assert follow().url == BACK
    person = Person.objects.get()
    assert (person.email, person.name, person.has_usable_password()) == ("awa@exemple.fr", "Awa Diop", False)
    assert person.emailaddress_set.get().verified


def test_who_has_none_and_no_verified_address_proves_it_by_a_code(client, db, provider, follow, code):
    provider.person |= {"email": "awa@exemple.fr"}
    assert follow().url == "/comptes/inscription/code/"
    assert not signed_in(client)
    assert client.post("/comptes/inscription/code/", {"code": code()}).url == BACK
    assert signed_in(client)


def test_whose_address_is_not_told_is_asked_for_it(client, db, provider, follow):
    assert follow().url == "/comptes/fournisseur/inscription/"
    page = client.get("/comptes/fournisseur/inscription/").content.decode()
    assert "ProConnect ne nous a pas tout dit" in page
    form = {"name": "Awa", "email": "awa@exemple.fr"}
    assert client.post("/comptes/fournisseur/inscription/", form).url == "/comptes/inscription/code/"


def test_the_second_factor_is_asked_for_all_the_same(client, awa, provider, follow):
    Authenticator.objects.create(user=awa, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    provider.person |= VERIFIED
    assert follow().url == "/comptes/connexion/application/"
    assert not signed_in(client)


def test_a_closed_account_stays_closed(client, awa, provider, follow):
    Person.objects.update(is_active=False)
    provider.person |= VERIFIED
    assert follow().url == "/comptes/ferme/"
    assert not signed_in(client)


LIES = {
    "a token for another site": {"claims": {"aud": "another"}},
    "a token of another provider": {"claims": {"iss": "https://ailleurs.example"}},
    "a token of yesterday": {"claims": {"exp": 1_000_000_000}},
    "a token signed by another key": {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
    "a token signed with a secret": {"key": "a secret that anyone may have chosen", "algorithm": "HS256"},
    "a token that nobody signed": {"key": None, "algorithm": "none"},
    "two persons at once": {"userinfo": {"sub": "43"}},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_of_the_provider_opens_nothing(client, awa, provider, follow, lie):
    provider.person |= VERIFIED
    for name, value in LIES[lie].items():
        setattr(provider, name, value)
    answer = follow()
    assert answer.status_code in (200, 401)
    assert "ne se sont pas compris" in answer.content.decode()
    assert not signed_in(client)


def test_a_state_that_was_not_given_opens_nothing(client, awa, provider, follow):
    provider.person |= VERIFIED
    assert "ne se sont pas compris" in follow(state="A" * 16).content.decode()
    assert not signed_in(client)


def test_a_state_serves_once_and_in_its_own_browser(client, awa, provider, follow):
    provider.person |= VERIFIED
    follow()
    state = provider.asked.get("code", {}).get("state", "")
    client.cookies.clear()
    answer = client.get(f"{LEAVE}retour/", {"code": "code", "state": state})
    assert "ne se sont pas compris" in answer.content.decode()


def test_a_code_without_its_proof_is_refused_by_the_provider(client, awa, provider, follow, monkeypatch):
    from allauth.socialaccount.providers.oauth2 import provider as oauth2

    monkeypatch.setattr(oauth2, "generate_code_challenge", lambda: {"code_challenge": "another", "code_verifier": "x"})
    provider.person |= VERIFIED
    assert "ne se sont pas compris" in follow().content.decode()
    assert not signed_in(client)


def test_who_renounces_is_told_so(client, awa, provider):
    page = client.post(LEAVE).content.decode()
    state = re.search(r"state=(\w+)", page)[1]
    answer = client.get(f"{LEAVE}retour/", {"error": "access_denied", "state": state}, follow=True)
    assert "Connexion abandonnée" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_told_in_words(client, awa, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] = {"server_url": "http://127.0.0.1:9"}
    answer = client.post(LEAVE)
    assert answer.status_code in (200, 401)
    assert "ne se sont pas compris" in answer.content.decode()


def test_a_link_is_made_and_undone_from_the_account(client, awa, provider, follow, sign_in, again):
    sign_in(awa)
    again()
    provider.person |= {"email": "awa@ailleurs.example"}
    assert follow(f"{LEAVE}?process=connect").url == "/comptes/fournisseurs/"
    account = SocialAccount.objects.get(user=awa)
    assert "ProConnect" in client.get("/comptes/fournisseurs/").content.decode()
    client.post("/comptes/fournisseurs/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_the_fake_signs_as_a_real_one_does(provider):
    provider.asked["code"] = {"redirect_uri": "r", "code_challenge": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"}
    token = provider.tokens({"client_id": "gamma", "client_secret": "of the tests", "redirect_uri": "r"})["id_token"]
    key = jwt.PyJWK(provider.keys()["keys"][0])
    assert jwt.decode(token, key, algorithms=["RS256"], audience="gamma")["sub"] == "42"
