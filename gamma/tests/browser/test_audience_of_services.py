"""Our own services tell the audience what is done on their pages, where a key is named and there only."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from gamma.cockpit.programme.models import Product
from gamma.ground import framing
from gamma.instruments.audience.models import ExemptEvent, Site
from gamma.services.simulators.catalogue import samples
from gamma.site import headers

NOW = datetime(2026, 3, 15, 11, tzinfo=UTC)
ARTIST = f"/simulateurs/{quote('artiste-auteur')}/"
TOLD = "Mesure d'audience : ce qui est compté, et comment s'y opposer"


@pytest.fixture
def measured(collecting, live_server, settings, monkeypatch) -> None:
    """The simulators measured, by a collector at an address of its own that the policy of the pages lets in."""
    product = Product.objects.create(slug="mon-entreprise", name="Mon-Entreprise")
    host = live_server.url.removeprefix("http://")
    gestures = {"simulation-terminee": "Simulation menée à son terme"}
    Site.objects.create(product=product, mode="exempt", key="essai", hosts=[host], actions=gestures)
    settings.COLLECTOR_URL = collecting(lambda: NOW)
    settings.AUDIENCES = {"simulators": "essai"}
    monkeypatch.setattr(framing, "OWN", f"'self' {settings.COLLECTOR_URL}")
    monkeypatch.setitem(headers.HEADERS, "Content-Security-Policy", framing.policy("'none'"))


@pytest.fixture
def partner(live_server, elsewhere) -> str:
    """The address of another site, whose page shows a simulator in a frame."""
    elsewhere.html = f'<iframe src="{live_server.url}/simulateurs/integre/sasu/" title="SASU"></iframe>'
    elsewhere.policy = f"default-src 'none'; frame-src {live_server.url}"
    return elsewhere.address


@pytest.fixture
def visitor(chromium, live_server):
    """A page of a browser that says it is one."""
    agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
    context = chromium.new_context(base_url=live_server.url, user_agent=agent)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def told(page, what) -> None:
    """Do what tells an event, and wait until it is answered."""
    with page.expect_response(lambda answer: "/mesure/" in answer.url and answer.request.method == "POST") as answer:
        what()
    assert answer.value.status == 204


def test_a_simulation_ended_on_the_page_is_a_gesture(measured, visitor):
    address = f"{ARTIST}?{urlencode(dict(samples('artiste-auteur')[1].situation))}"
    told(visitor, lambda: visitor.goto(address))
    told(visitor, lambda: visitor.get_by_role("button", name="Passer").click())
    expect(visitor.get_by_text("Toutes les questions ont une réponse.")).to_be_visible()
    visitor.get_by_role("link", name=TOLD).click()
    expect(visitor.get_by_role("button", name="Ne plus être compté")).to_be_visible()
    events = ExemptEvent.objects.values_list("what", "page", "name")
    assert sorted(events) == [("a", ARTIST, "simulation-terminee"), ("v", ARTIST, "")]


def test_a_simulator_in_the_page_of_a_partner_is_told_with_its_host(measured, visitor, partner):
    told(visitor, lambda: visitor.goto(partner))
    events = ExemptEvent.objects.values_list("what", "page", "name")
    assert list(events) == [("e", "/simulateurs/integre/sasu/", partner.removeprefix("http://"))]


def test_who_objects_is_counted_no_more(measured, visitor):
    told(visitor, lambda: visitor.goto(ARTIST))
    visitor.get_by_role("link", name=TOLD).click()
    visitor.get_by_role("button", name="Ne plus être compté").click()
    expect(visitor.get_by_text("Vous n'êtes pas compté")).to_be_visible()
    told(visitor, lambda: visitor.goto("/simulateurs/"))
    assert [event.page for event in ExemptEvent.objects.all()] == [ARTIST]
    visitor.goto("/audience/information/essai/")
    visitor.get_by_role("button", name="Être compté de nouveau").click()
    told(visitor, lambda: visitor.goto("/simulateurs/"))
    assert ExemptEvent.objects.count() == 2


def test_the_page_of_a_kept_simulation_is_told_to_nobody(measured, visitor):
    visitor.goto("/simulateurs/garde/qR7-secret/")
    expect(visitor.locator("h1")).to_be_visible()
    expect(visitor.locator("script[src*=mesure]")).to_have_count(0)
    visitor.goto("/simulateurs/")
    expect(visitor.locator("script[src*=mesure]")).to_have_count(1)


@pytest.mark.parametrize("path", [ARTIST, "/simulateurs/integre/sasu/"])
def test_measured_pages_are_for_everyone(measured, visitor, axe, path):
    told(visitor, lambda: visitor.goto(path))
    axe(visitor)


def test_without_a_key_nothing_is_told(transactional_db, new_page):
    page = new_page()
    page.goto(ARTIST)
    expect(page.get_by_role("link", name=TOLD)).to_have_count(0)
    expect(page.locator("script[src*=mesure]")).to_have_count(0)
