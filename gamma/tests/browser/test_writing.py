"""The bilan as it is written: a text, a number that no figure gives, its name, the preview, two persons, the reader."""

import re

import pytest
from playwright.sync_api import expect

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Membership
from gamma.ground.accounts.actions import person_at

pytestmark = pytest.mark.usefixtures("season_1")
BILAN = "/editions/season-1/bilan/"
DESK = f"{BILAN}ecrire/"
OWN = f"{DESK}aides-territoires/reussites/"
NAME = "{{visiteurs-mensuels@2020-12}}"


@pytest.fixture
def people(season_1):
    edition = Edition.objects.get(slug="season-1")
    product = edition.enrolments.get(product__slug="aides-territoires")
    parts = {
        "lead": {"role": MemberRole.LEAD},
        "coach": {"role": MemberRole.COACH},
        "owner": {"role": MemberRole.PRODUCT_LEAD, "enrolment": product},
    }
    found = {name: person_at(f"{name}@example.org", name=name.title()) for name in parts}
    for name, part in parts.items():
        Membership.objects.create(person=found[name], edition=edition, **part)
    return found


@pytest.fixture
def signed(new_page, sign_in, people):
    """A page of somebody, without scripts unless asked for."""

    def open_page(who, **options):
        page = new_page(**options)
        sign_in(page, people[who])
        return page

    return open_page


@pytest.fixture
def clean(people, accessible):
    """See that axe-core finds nothing to say of pages of work, as somebody has them."""
    return lambda who, *paths: [accessible(path, person=people[who]) for path in paths]


def write(page, text):
    page.goto(BILAN)
    page.get_by_role("link", name="Écrire le bilan").click()
    page.get_by_role("link", name="Aides-territoires : Ce qui a marché", exact=True).first.click()
    page.get_by_label("Texte").first.fill(text)
    page.get_by_role("button", name="Enregistrer le texte").click()


def test_from_the_first_word_to_the_published_page(signed, page, screenshot, clean):
    owner = signed("owner")
    write(owner, "Il y a eu 17 963 visiteurs en décembre. La cible ({{visiteurs-mensuels#cible:t1}}) est manquée.")
    expect(owner.get_by_text("Texte enregistré.")).to_be_visible()
    told = owner.locator("article.finding")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text(NAME)
    expect(told.last).to_contain_text("le verdict calculé est : atteint", ignore_case=True)
    screenshot(owner, "bilan-writing")
    owner.goto(DESK)
    screenshot(owner, "bilan-desk")
    clean("owner", OWN, DESK, f"{OWN}versions/")

    write(owner, f"Il y a eu {NAME} en décembre. La cible est atteinte, selon l'article 12 de la convention.")
    owner.get_by_role("link", name="Assumer, en disant pourquoi").click()
    owner.get_by_label("Raison").fill("Numéro d'article de la convention du programme")
    owner.get_by_role("button", name="Assumer, avec cette raison").click()

    lead = signed("lead")
    lead.goto(DESK)
    lead.get_by_role("link", name="Voir l'aperçu").click()
    assert lead.get_by_role("heading", level=1).inner_text().startswith("Brouillon")
    for label in ("PDF", "HTML", "Markdown", "JSON"):
        href = lead.get_by_role("link", name=re.compile(label)).last.get_attribute("href")
        assert lead.request.get(href).status == 200, label
    lead.get_by_role("link", name="Revenir à l'écriture").click()
    lead.get_by_role("link", name="Demander la publication").click()
    expect(lead.get_by_text("Coach")).to_be_visible()
    lead.get_by_role("button", name="Demander la publication").click()
    expect(lead.get_by_text("Publication demandée", exact=False)).to_be_visible()

    coach = signed("coach")
    coach.goto(DESK)
    coach.get_by_role("link", name="Lire et répondre").click()
    clean("coach", f"{DESK}publication/", f"{DESK}publication/refus/", DESK)
    coach.get_by_role("button", name="Publier le bilan").click()
    expect(coach.get_by_text("Le bilan est publié.")).to_be_visible()

    page.goto(BILAN)
    page.get_by_role("heading", name="Ce qui a marché").scroll_into_view_if_needed()
    figure = page.locator("p.prose", has_text="en décembre").get_by_role("link")
    figure.click()
    assert "décembre 2020" in page.locator("tr:target").inner_text()
    assert page.context.cookies() == []


def test_what_is_typed_is_told_at_once_with_scripts(signed):
    owner = signed("owner", scripts=True)
    owner.goto(OWN)
    owner.get_by_label("Texte").first.press_sequentially(f"Il y a {NAME}.")
    expect(owner.locator("section[aria-live]")).to_contain_text("17\u202f936")
    owner.reload()
    expect(owner.get_by_label("Texte").first).to_have_value(f"Il y a {NAME}.")
