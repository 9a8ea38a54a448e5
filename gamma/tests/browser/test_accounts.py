"""A person comes in, protects their account, types in a form that they leave, and comes back to it."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import expect

from gamma.ground.accounts.actions import person_at
from gamma.ground.accounts.models import Person
from gamma.ground.drafts.queries import draft

SIGN_IN = "/comptes/connexion/"
NAME = "/comptes/nom/"


@pytest.fixture
def awa(transactional_db):
    return person_at("awa@exemple.fr", name="Awa Diop")


def code() -> str:
    """The code of the last letter."""
    return re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]


def sign_in(page, next: str = "") -> None:
    page.goto(f"{SIGN_IN}?next={next}" if next else SIGN_IN)
    page.get_by_label("Adresse électronique").fill("awa@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Continuer").click()


@pytest.mark.parametrize("scripts", [False, True])
def test_a_person_signs_in_by_the_code_of_a_letter(new_page, awa, scripts):
    page = new_page(scripts=scripts)
    page.goto("/comptes/")
    assert SIGN_IN in page.url
    page.get_by_label("Adresse électronique").fill("awa@exemple.fr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/?**")
    assert "awa@exemple.fr" in page.locator("main").inner_text()
    page.get_by_label("Code").fill("1")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    page.get_by_label("Code").fill(code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/comptes/")
    assert page.get_by_role("heading", level=1).inner_text() == "Mon compte"
    page.get_by_role("button", name="Me déconnecter").click()
    assert page.context.cookies() == [] or "sessionid" not in {one["name"] for one in page.context.cookies()}


def test_the_pages_of_the_way_in_hold(page, awa, screenshot, accessible):
    for path, name in ((SIGN_IN, "sign-in"), ("/comptes/inscription/", "sign-up")):
        page.goto(path)
        screenshot(page, f"account-{name}")
        accessible(path)
    page.goto(SIGN_IN)
    page.get_by_label("Adresse électronique").fill("awa@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    screenshot(page, "account-code")


def test_the_account_is_protected_by_an_application(new_page, awa, screenshot, axe):
    page = new_page(scripts=True)
    sign_in(page, next="/comptes/")
    screenshot(page, "account")
    axe(page)
    page.get_by_role("link", name="Activer un second facteur").click()
    screenshot(page, "account-again")
    axe(page)
    page.get_by_role("button", name="Recevoir un code").click()
    axe(page)
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Continuer").click()
    assert page.evaluate("document.querySelector('img.qr').naturalWidth") > 0
    axe(page)
    screenshot(page, "account-activate")
    secret = page.locator("code").inner_text()
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Activer").click()
    expect(page.locator("code")).to_have_count(10)
    spare = page.locator("code").first.inner_text()
    axe(page)
    screenshot(page, "account-spare")
    page.goto("/comptes/")
    screenshot(page, "account-protected")
    page.goto("/comptes/effacer/")
    page.goto("/comptes/")
    page.get_by_role("button", name="Me déconnecter").click()
    sign_in(page, next="/comptes/")
    assert page.get_by_role("heading", level=1).inner_text() == "Second facteur"
    axe(page)
    screenshot(page, "account-factor")
    page.get_by_label("Code").fill(spare)
    page.get_by_role("button", name="Me connecter").click()
    assert "Il vous reste 9 codes" in page.locator("main").inner_text()


def test_a_closed_browser_loses_one_field_at_most(new_page, awa, axe):
    page = new_page(scripts=True)
    sign_in(page, next=NAME)
    page.get_by_label("Nom").press("End")
    with page.expect_response(lambda answer: "Fatick" in (answer.request.post_data or "")) as kept:
        page.get_by_label("Nom").press_sequentially(" de Fatick")
    assert (kept.value.status, kept.value.url.endswith("/brouillons/")) == (204, True)
    page.close()
    assert draft(NAME, awa).fields["name"] == ["Awa Diop de Fatick"]
    page = new_page(scripts=True)
    sign_in(page, next=NAME)
    assert page.get_by_label("Nom").input_value() == "Awa Diop de Fatick"
    assert "Votre brouillon" in page.locator("main").inner_text()
    axe(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/comptes/")
    assert "Votre nom est enregistré." in page.locator("main").inner_text()
    assert Person.objects.get().name == "Awa Diop de Fatick"
    assert draft(NAME, awa) is None


def test_a_field_that_is_left_is_kept_at_once_and_may_be_given_up(new_page, awa):
    page = new_page(scripts=True)
    sign_in(page, next=NAME)
    page.get_by_label("Nom").fill("Autre")
    with page.expect_response("**/brouillons/"):
        page.keyboard.press("Tab")
    page.reload()
    page.get_by_role("button", name="Repartir de ce qui est enregistré").click()
    assert page.get_by_label("Nom").input_value() == "Awa Diop"


def test_a_form_sent_at_once_leaves_no_draft_behind(new_page, awa):
    """The last field is sent to the drafts as the form itself goes: whichever comes first, nothing is found again."""
    page = new_page(scripts=True)
    sign_in(page, next=NAME)
    for time_ in range(8):
        page.goto(NAME)
        page.get_by_label("Nom").fill(f"Awa {time_}")
        page.get_by_role("button", name="Enregistrer").click()
        page.wait_for_url("**/comptes/")
    page.wait_for_timeout(300)
    assert Person.objects.get().name == "Awa 7"
    assert draft(NAME, awa) is None


def test_without_scripts_the_form_is_sent_all_the_same(new_page, awa):
    page = new_page()
    sign_in(page, next=NAME)
    page.get_by_label("Nom").fill("Awa D.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comptes/")
    assert "Votre nom est enregistré." in page.locator("main").inner_text()


@pytest.mark.parametrize("scripts", [False, True])
def test_a_provider_of_identity_opens_the_account(chromium, live_server, awa, provider, scripts):
    provider.person |= {"email": "awa@exemple.fr", "email_verified": True}
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{SIGN_IN}?next=/comptes/")
    page.get_by_role("button", name="Se connecter avec ProConnect").click()
    page.wait_for_url("**/comptes/")
    assert page.get_by_role("heading", level=1).inner_text() == "Mon compte"
    context.close()
