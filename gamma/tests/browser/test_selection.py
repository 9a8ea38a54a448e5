"""A selection as it is lived, from the call to the minutes: a lead, an applicant and two members, without scripts."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Membership
from gamma.cockpit.selection.models import Application
from gamma.ground.accounts.models import Person

HOME = "/selection/season-9/"
TEXTS = ("Équipe", "Le problème que résout le service", "La population concernée", "Les chiffres à ce jour")


@pytest.fixture
def cast(transactional_db):
    """An edition, its lead, its committee, and someone from outside."""
    edition = Edition.objects.create(slug="season-9", label={"fr": "Saison 9"}, starts="2026-09", ends="2027-02")
    names = {"lead": "Léa Martin", "ada": "Ada Diallo", "bob": "Bob Petit", "zoe": "Zoé Bernard"}
    people = {key: Person.objects.create_user(f"{key}@exemple.fr", name=name) for key, name in names.items()}
    for key, role in (("lead", MemberRole.LEAD), ("ada", MemberRole.COMMITTEE), ("bob", MemberRole.COMMITTEE)):
        Membership.objects.create(person=people[key], edition=edition, role=role)
    return people


@pytest.fixture
def as_person(cast, new_page, sign_in):
    """The browser of one of them."""

    def open_as(key, width):
        page = new_page(width=width)
        sign_in(page, cast[key])
        return page

    return open_as


def push(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def call_for(page, product="Boulangerie"):
    """The lead writes the call and its grid."""
    page.goto(HOME)
    follow(page, "Écrire l'appel")
    page.get_by_label("Ouverture").fill((localdate() - timedelta(days=10)).isoformat())
    page.get_by_label("Clôture").fill(localdate().isoformat())
    page.get_by_label("Texte de l'appel").first.fill("## Qui peut candidater\n\nTout service public numérique.")
    push(page, "Enregistrer l'appel")
    assert "L'appel est enregistré" in page.locator(".said").inner_text()
    for text in ("Une équipe au complet", "Un effet déjà mesuré"):
        page.goto(f"{HOME}grille/")
        follow(page, "Ajouter un critère")
        page.get_by_label("Critère").first.fill(text)
        page.get_by_label("Preuve demandée").first.fill("Une page publique")
        push(page, "Ajouter le critère")


def apply(page, product):
    """Someone applies: a draft, then what was missing, then it is sent."""
    page.goto(HOME)
    follow(page, "Candidater")
    page.get_by_label("Nom du service").fill(product)
    push(page, "Enregistrer le brouillon")
    follow(page, "Compléter la candidature")
    for label in TEXTS:
        page.get_by_label(label).first.fill(f"{label} : ce qu'il faut en savoir.")
    page.get_by_label("Administration porteuse").fill("Ministère de l'Artisanat")
    page.get_by_label("Phase actuelle").select_option("acceleration")
    page.get_by_label("Une équipe au complet").first.fill("Nous sommes trois, à plein temps.")
    page.get_by_label("Lien vers la preuve : Un effet déjà mesuré").fill("https://exemple.fr/stats")
    push(page, "Enregistrer le brouillon")
    follow(page, "Envoyer la candidature")
    push(page, "Envoyer la candidature")
    assert "envoyée" in page.locator(".said").inner_text()


def examine(page):
    """The lead declares all of them eligible."""
    page.goto(f"{HOME}comite/")
    follow(page, "Mettre à jour les étapes")
    for found in page.locator("main select").all():
        found.select_option("hearing")
    push(page, "Enregistrer les étapes")


def score(page, product, marks):
    page.goto(f"{HOME}comite/")
    follow(page, product)
    assert "Les notes ne se lisent pas encore" in page.locator("main").inner_text()
    follow(page, "Noter cette candidature")
    for group, mark in zip(page.locator("main fieldset").all(), marks, strict=True):
        group.locator(f"input[value='{mark}']").check()
    page.get_by_label("Commentaire : Une équipe au complet").fill("Trois personnes rencontrées.")
    page.get_by_label("La note s'appuie sur la preuve donnée").check()
    push(page, "Donner mes notes")
    assert "Vos notes sont données" in page.locator(".said").inner_text()


def decide(page):
    """The lead closes the call and records the decision."""
    page.goto(f"{HOME}appel/")
    page.get_by_label("Clôture").fill((localdate() - timedelta(days=1)).isoformat())
    push(page, "Enregistrer l'appel")
    page.goto(f"{HOME}comite/")
    follow(page, "Enregistrer la décision")
    page.get_by_label("Jour de la décision").fill(localdate().isoformat())
    page.get_by_label("Ada Diallo").check()
    page.get_by_label("Montrer à tous les services retenus").check()
    for product, outcome in (("Boulangerie", "retenue"), ("Fromagerie", "non retenue")):
        page.get_by_role("group", name=product).get_by_label(outcome, exact=True).check()
        page.get_by_label(f"Motif : {product}").fill(f"Ce qui a compté pour {product}.")
    push(page, "Enregistrer la décision")


def play(as_person, width):
    """All of it; return the pages of those who took part."""
    lead, zoe, ada, bob = (as_person(key, width) for key in ("lead", "zoe", "ada", "bob"))
    call_for(lead)
    for product in ("Boulangerie", "Fromagerie"):
        apply(zoe, product)
    examine(lead)
    for page, given in ((ada, ((4, 3), (0, 2))), (bob, ((4, 4), (4, 2)))):
        for product, marks in zip(("Boulangerie", "Fromagerie"), given, strict=True):
            score(page, product, marks)
    return lead, zoe, ada, bob


@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.study)])
def test_from_the_call_to_the_minutes(as_person, cast, accessible, width):
    lead, zoe, ada, _bob = play(as_person, width)
    ada.goto(f"{HOME}comite/")
    accessible(f"{HOME}comite/", person=cast["ada"])
    rows = ada.locator("tbody tr")
    assert rows.nth(0).locator("a").inner_text() == "Fromagerie"  # where members disagree
    assert "3,75" in rows.nth(1).inner_text()
    decide(lead)
    accessible(f"{HOME}proces-verbal/", person=cast["lead"])
    assert "Procès-verbal" in lead.locator("h1").inner_text()
    assert "Ce qui a compté pour Boulangerie." in lead.locator("main").inner_text()
    assert "vient d'être vérifiée" in lead.locator("main").inner_text()
    zoe.goto(f"{HOME}mes-candidatures/")
    follow(zoe, "Fromagerie")
    assert "Ce qui a compté pour Fromagerie." in zoe.locator("main").inner_text()
    zoe.goto(HOME)
    expect(zoe.locator("main li", has_text="Boulangerie – Ministère")).to_have_count(1)


@pytest.mark.study
def test_its_pages_hold_at_three_widths_and_axe_finds_nothing(as_person, cast, screenshot, accessible):
    lead, zoe, ada, _bob = play(as_person, 1280)
    number = Application.objects.order_by("pk").first().pk
    before = {
        "call": (lead, ""),
        "grid": (lead, "grille/"),
        "write-call": (lead, "appel/"),
        "stages": (lead, "comite/etapes/"),
        "decide": (lead, "comite/decision/"),
        "board": (ada, "comite/"),
        "reading": (ada, f"comite/{number}/"),
        "journal": (ada, "comite/journal/"),
        "recuse": (ada, f"comite/{number}/recuser/"),
        "give": (ada, f"comite/{number}/noter/"),
        "mine": (zoe, "mes-candidatures/"),
        "application": (zoe, f"mes-candidatures/{number}/"),
        "start": (zoe, "mes-candidatures/nouvelle/"),
        "withdraw": (zoe, f"mes-candidatures/{number}/retirer/"),
    }
    look(before, cast, (lead, zoe, ada), screenshot, accessible)
    decide(lead)
    after = {"minutes": (lead, "proces-verbal/"), "board-decided": (lead, "comite/"), "call-decided": (zoe, "")}
    look(after, cast, (lead, zoe, ada), screenshot, accessible)


def look(pages, cast, browsers, screenshot, accessible):
    readers = dict(zip(browsers, (cast["lead"], cast["zoe"], cast["ada"]), strict=True))
    for name, (page, path) in pages.items():
        assert page.goto(HOME + path).ok, name
        screenshot(page, f"selection-{name}")
        accessible(HOME + path, person=readers[page])
