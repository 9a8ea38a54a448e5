"""The home page, the legal pages and the living page: at three widths, in two languages, light and dark."""

import pytest

PAGES = {
    "home": "/",
    "legal": "/mentions-legales/",
    "accessibility": "/accessibilite/",
    "privacy": "/donnees-personnelles/",
    "security": "/securite/",
    "design": "/design/",
}


@pytest.mark.usefixtures("season_1")
@pytest.mark.parametrize("name", PAGES)
def test_it_holds_at_three_widths(page, screenshot, name):
    assert page.goto(PAGES[name]).ok
    screenshot(page, name)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(accessible, prefix, name):
    accessible(prefix + PAGES[name])


def test_the_living_page_holds_in_the_dark(new_page, screenshot):
    page = new_page(dark=True)
    page.goto("/en/design/")
    screenshot(page, "design-dark")


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_the_other_language_is_the_same_page(page):
    page.goto("/accessibilite/")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/accessibilite/")
    assert page.locator("html").get_attribute("lang") == "en"
