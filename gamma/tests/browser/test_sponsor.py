"""The sponsor's page in a browser: one screen, one sheet of paper, without scripts."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reports.queries import live
from gamma.ground.accounts.models import Person

PATH = "/editions/season-1/commanditaire/mon-entreprise/"
SINCE = date(2026, 9, 3)
BLOCKERS = [
    live.Open(f"Un accès aux données de la direction, {rank}", SINCE, "la direction", rank < 5, f"/lift/{rank}")
    for rank in range(8)
]
NOTES = [live.Shared("La presse en parle, et les visites de la semaine doublent." * 2, SINCE, "Ada")] * 4
BUSY = live.Rhythm(BLOCKERS, NOTES)


@pytest.fixture
def sponsor(season_1) -> Person:
    person = Person.objects.create_user("ada@example.org", name="Ada Lovelace")
    of = Enrolment.objects.get(product__slug="mon-entreprise")
    edition = Edition.objects.get(slug="season-1")
    Membership.objects.create(person=person, edition=edition, enrolment=of, role=MemberRole.SPONSOR)
    return person


@pytest.fixture
def opened(page: Page, sign_in: Callable[[Page, Person], None], sponsor: Person) -> Page:
    sign_in(page, sponsor)
    page.goto(PATH)
    return page


@pytest.fixture
def busy(monkeypatch, sponsor: Person) -> None:
    """A product with more to tell than fits: the page says how much more there is."""
    of = Enrolment.objects.get(product__slug="mon-entreprise").pk
    monkeypatch.setattr(live, "rhythm", lambda *_: BUSY)
    late = [live.Late("nps", {"fr": "Le score de recommandation du simulateur"}, 4, SINCE)] * 3
    monkeypatch.setattr(live, "late", lambda *_: {of: late})


def pages_printed(page: Page) -> int:
    return len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


def test_it_holds_on_one_screen_and_on_one_sheet(opened):
    assert opened.locator("h1").inner_text() == "Mon-Entreprise"
    assert opened.evaluate("document.documentElement.scrollHeight") <= 900
    assert pages_printed(opened) == 1


def test_it_holds_too_when_there_is_much_to_tell(busy, opened, screenshot):
    screenshot(opened, "sponsor")
    expect(opened.get_by_role("link", name="Lever")).to_have_count(3)
    assert opened.evaluate("document.documentElement.scrollHeight") <= 900
    assert pages_printed(opened) == 1
    screenshot(opened, "sponsor")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(busy, new_page, sign_in, sponsor, axe, width):
    page = new_page(scripts=True, width=width)
    sign_in(page, sponsor)
    page.goto(PATH)
    axe(page)


def test_a_key_is_made_told_once_and_revoked_by_keyboard_alone(new_page, sign_in, sponsor, axe):
    Membership.objects.update(role=MemberRole.DATA_OWNER)
    page = new_page(scripts=True)
    sign_in(page, sponsor)
    page.goto("/programme/season-1/mon-entreprise/cles/")
    page.get_by_label("À quoi servira cette clé").fill("Collecte de nuit")
    page.keyboard.press("Enter")
    assert page.locator("code").first.inner_text().startswith("gamma_")
    axe(page)
    page.get_by_role("link", name="Revenir aux clés").click()
    axe(page)
    page.get_by_role("button", name="Retirer Collecte de nuit").press("Enter")
    assert "ne sert plus" in page.get_by_role("status").inner_text()
