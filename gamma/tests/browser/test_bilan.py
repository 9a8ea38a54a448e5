"""The bilan as its readers have it: from the board to the PDF, from a figure to its reading, and corrected."""

import io
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from django.conf import settings
from pypdf import PdfReader

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.actions import DEMONSTRATION, load, publish
from gamma.cockpit.reports.season.reading import read_text

pytestmark = pytest.mark.usefixtures("season_1")
README = settings.ROOT / "docs" / "bilan.png"
OLD = "{period: 2020-12, value: 17936, source: blog-2021-01-15}"
NEW = "{period: 2020-12, value: 14000, source: blog-2021-01-15, reason: Erreur de copie, was: [{value: 17936}]}"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_from_the_board_to_the_pdf(new_page, width):
    """The whole way of a reader, by links alone."""
    page = new_page(width=width)
    page.goto("/editions/season-1/")
    page.get_by_role("link", name="Aides-territoires").first.click()
    page.get_by_role("link", name="Visiteurs uniques par mois", exact=True).first.click()
    page.get_by_role("link", name="d'où vient ce chiffre").first.click()
    page.locator("main").get_by_role("link", name="Bilan de la saison, brouillon").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bilan de la saison, brouillon"
    page.get_by_role("link", name="Gamma, saison 1").first.click()
    page.get_by_role("link", name="Lire le bilan").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Bilan")
    answer = page.request.get(page.get_by_role("link", name="PDF").get_attribute("href") or "")
    assert "81,8" in PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()


def test_a_figure_leads_to_its_reading_and_its_source(page):
    page.goto("/editions/season-1/bilan/")
    page.get_by_role("link", name="32\u202f717 visiteurs").first.click()
    row = page.locator("tr:target")
    assert "mars 2021" in row.inner_text()
    row.get_by_role("link", name="Bilan de la saison, brouillon").click()
    assert "22 avril 2021" in page.locator("tr:target").inner_text()


@pytest.mark.parametrize("path", ["/editions/season-1/bilan/", "/en/editions/season-1/bilan/"])
def test_it_is_accessible(accessible, path):
    accessible(path)


def test_it_is_looked_at(page, screenshot):
    page.goto("/editions/season-1/bilan/")
    screenshot(page, "bilan")


def test_a_correction_stands_beside_the_published_figure(page, screenshot, accessible):
    publish(Edition.objects.get(slug="season-1"), by="lead", now=datetime(2026, 9, 1, 9, tzinfo=UTC))
    shipped = files("gamma.cockpit.reports").joinpath(DEMONSTRATION).read_text(encoding="utf-8")
    load(read_text(shipped.replace(OLD, NEW), "season-1.yaml", datetime(2026, 9, 2, tzinfo=UTC).date()), by="test")
    page.goto("/editions/season-1/bilan/")
    row = page.locator("tr", has_text="15\u202f000 visiteurs").first
    assert "17\u202f936" in row.inner_text()
    assert "14\u202f000" in row.inner_text()
    screenshot(page, "bilan-corrected")
    accessible("/editions/season-1/bilan/")


def test_the_picture_of_the_readme_is_of_this_page(new_page):
    """It is made here where it is missing; the one that is kept has the size of the page as it is looked at today."""
    page = new_page(width=1100)
    page.goto("/editions/season-1/bilan/")
    picture = page.screenshot(clip={"x": 0, "y": 0, "width": 1100, "height": 900})
    if not README.exists():
        README.write_bytes(picture)
    kept = README.read_bytes()
    assert kept[:24] == picture[:24]  # what a PNG begins with, then its width and height
    assert f"(docs/{README.name})" in (settings.ROOT / "README.md").read_text(encoding="utf-8")
