"""The cockpit as a visitor walks it: from the board to where a figure comes from, without scripts."""

import pytest
from playwright.sync_api import expect

SEASON = "/editions/season-1/"
INDICATOR = f"{SEASON}mon-entreprise/visiteurs-annuels/"
PAGES = {
    "editions": "/editions/",
    "board": SEASON,
    "product": f"{SEASON}mon-entreprise/",
    "product-retired": f"{SEASON}dossierfacile/",
    "indicator": INDICATOR,
    "series": f"{SEASON}mon-entreprise/visites-mensuelles/",
    "reading": f"{INDICATOR}2020.blog-2021-01-15/",
    "sources": f"{SEASON}sources/",
    "source": f"{SEASON}sources/blog-2021-05-11/",
    "data": f"{SEASON}donnees/",
}
FOCUSABLE = "a[href], summary, input, button, [tabindex='0']"

pytestmark = pytest.mark.usefixtures("season_1")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_from_the_board_to_the_source_of_a_figure(new_page, width):
    page = new_page(width=width)
    page.goto("/editions/")
    page.get_by_role("link", name="Gamma, saison 1").first.click()
    page.locator("#services").get_by_role("link", name="Mon-Entreprise").click()
    page.get_by_role("link", name="Visiteurs par an", exact=True).click()
    assert page.url.endswith(INDICATOR)
    page.get_by_role("link", name="d'où vient ce chiffre").first.click()
    assert page.locator("h1").inner_text().startswith("D'où vient ce chiffre")
    assert "3 200 000" in page.locator(".figure-number").inner_text().replace("\u202f", " ")
    page.get_by_role("link", name="Point de mi-parcours").first.click()
    assert page.url.endswith("/sources/blog-2021-01-15/")
    page.go_back()
    page.go_back()
    assert page.url.endswith(INDICATOR)


@pytest.mark.parametrize("name", PAGES)
def test_it_holds_at_three_widths(page, screenshot, name):
    assert page.goto(PAGES[name]).ok
    screenshot(page, f"cockpit-{name}")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(accessible, prefix, name):
    accessible(prefix + PAGES[name])


def test_charts_are_pictures_that_came_through(page):
    page.goto(PAGES["product"])
    pictures = page.locator(".series img")
    assert pictures.count() > 2
    for rank in range(pictures.count()):
        pictures.nth(rank).scroll_into_view_if_needed()
        page.wait_for_function(
            "(picture) => picture.complete && picture.naturalWidth > 0", arg=pictures.nth(rank).element_handle()
        )


def test_the_data_of_a_chart_open_without_a_script(page):
    page.goto(PAGES["series"])
    table = page.locator(".series-data table").first
    expect(table).to_be_hidden()
    page.locator(".series-data summary").first.click()
    expect(table).to_be_visible()
    assert "119 541" in table.inner_text().replace("\u202f", " ")


@pytest.mark.parametrize("name", ["board", "product", "indicator"])
def test_the_keyboard_reaches_everything_in_the_order_of_reading(page, name):
    page.goto(PAGES[name])
    wanted = page.locator(FOCUSABLE).evaluate_all(
        "(found) => found.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 200))"
    )
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
    assert reached == wanted


def test_lists_sort_and_filter_by_link_and_back_works(page):
    page.goto(SEASON)
    page.get_by_role("link", name="manqué (1)").click()
    assert "etat=manque" in page.url
    expect(page.locator("#services tbody tr")).to_have_count(1)
    page.go_back()
    page.get_by_role("columnheader", name="Service").get_by_role("link").click()
    assert "tri=nom" in page.url
    expect(page.locator("#services tbody tr")).to_have_count(3)


def test_the_board_may_be_handed_over_on_paper(page):
    page.goto(SEASON)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="English")).to_be_hidden()
    expect(page.get_by_role("heading", name="Tous les services")).to_be_visible()
