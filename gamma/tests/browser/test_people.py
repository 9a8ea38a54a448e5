"""A programme begun by two persons, without scripts: invited, signed in by a code, an edition, a product, a team."""

import re

import pytest
from django.core import mail

from gamma.cockpit.programme.actions import invite_by_name
from gamma.ground.accounts.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def arrive(page, email):
    """Follow the letter of an invitation, and sign in by the code of the next one."""
    [letter] = [letter for letter in mail.outbox if letter.to == [email]]
    page.goto(re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1])
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code").fill(re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0])
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/programme/")


def begin(page):
    """Make an edition and enrol a product, from the desk."""
    page.get_by_role("link", name="Créer une édition").click()
    page.get_by_label("Nom").first.fill("Gamma, saison 9")
    page.get_by_label("Début").fill("09/2027")
    page.get_by_label("Fin").fill("03/2028")
    page.get_by_role("button", name="Créer l'édition").click()
    page.get_by_role("link", name="Inscrire un service").click()
    page.get_by_label("Nom du service").fill("DossierFacile")
    page.get_by_label("Administrations porteuses").fill("DGALN\nDHUP")
    page.get_by_role("button", name="Inscrire le service").click()


def welcome(page, email):
    """Invite who leads the product, as the desk asks."""
    page.goto("/programme/")
    page.get_by_role("link", name="Inviter qui est responsable de DossierFacile").click()
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Rôle").select_option("product_lead")
    page.get_by_role("button", name="Envoyer l'invitation").click()
    assert page.get_by_role("status").inner_text() == "L'invitation est envoyée."


@pytest.fixture
def begun(new_page):
    """An edition with a product, its lead and who leads the product, each on their own desk."""
    invite_by_name("lea@exemple.fr", role="lead", edition=None, product=None, by="gamma", name="Léa")
    lead, leader = new_page(), new_page()
    arrive(lead, "lea@exemple.fr")
    begin(lead)
    welcome(lead, "paul@exemple.fr")
    arrive(leader, "paul@exemple.fr")
    return lead, leader


def test_a_programme_begins(begun, screenshot):
    lead, leader = begun
    assert "DossierFacile – Gamma, saison 9" in leader.locator("main").inner_text().replace("\u00a0", " ")
    screenshot(leader, "programme-desk")
    leader.get_by_role("link", name="Le service", exact=True).click()
    leader.get_by_role("link", name="Ajouter un levier").click()
    leader.get_by_label("Sorte de levier").select_option("press")
    leader.get_by_label("Ce que l'équipe fait").first.fill("Écrire à la presse locale")
    leader.get_by_role("button", name="Ajouter le levier").click()
    assert "Écrire à la presse locale" in leader.locator("main").inner_text()
    screenshot(leader, "programme-product")
    lead.goto("/programme/gamma-saison-9/")
    screenshot(lead, "programme-edition")
    for name in ("personnes", "journal"):
        lead.goto(f"/programme/gamma-saison-9/{name}/")
        assert "paul@exemple.fr" in lead.locator("main").inner_text() or "paul" in lead.locator("main").inner_text()
        screenshot(lead, f"programme-{name}")


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(begun, screenshot):
    lead, _leader = begun
    lead.goto("/programme/gamma-saison-9/modifier/")
    lead.get_by_label("Fin").fill("01/2027")
    lead.get_by_role("button", name="Enregistrer l'édition").click()
    assert "précède le début" in lead.get_by_role("alert").inner_text()
    assert lead.get_by_label("Fin").input_value() == "01/2027"
    screenshot(lead, "programme-refused")


def test_axe_finds_nothing(begun, accessible):
    lead = Person.objects.get(email="lea@exemple.fr")
    edition = "/programme/gamma-saison-9/"
    pages = ["", "modifier/", "personnes/", "personnes/inviter/", "journal/", "services/nouveau/", "sources/nouvelle/"]
    own = ["", "modifier/", "personnes/", "journal/", "phases/nouvelle/"]
    for path in ("/programme/", *(edition + one for one in pages), *(f"{edition}dossierfacile/{one}" for one in own)):
        accessible(path, person=lead)
