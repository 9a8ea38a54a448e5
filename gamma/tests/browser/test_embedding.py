"""A simulator in the page of another site, which is served from another origin and trusts no inline style or script."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gamma.services.simulators.models import Tally

from .conftest import AXE, TOO_WIDE

INTEGRATION = "/simulateurs/integration/"
FRAME = "/simulateurs/integre/salaire-brut-net/"
GROSS = "salarié . contrat . salaire brut"
HEIGHT = "document.getElementById('frame').getBoundingClientRect().height"
# The frames are looked at by themselves: axe would wait for itself in each.
VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"], preload: false, iframes: false}))
    .violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" ")}`)"""
HOST = """<!doctype html><html lang="fr"><head><title>Un site</title><meta charset="utf-8"></head><body>
<main><h1>Un site</h1>
<div id="one"><script src="{ours}/simulateurs/integration.js" data-simulateur="salaire-brut-net" data-couleur="#c04000"
  data-situation="salarié . contrat . salaire brut=3000 €/mois" async></script></div>
<div id="two"><script src="{ours}/simulateurs/integration.js" data-module="simulateur-autoentrepreneur" data-lang="en"
  async></script></div>
<div id="three"><iframe src="{ours}/simulateurs/integre/sasu/" title="SASU" width="100%" height="900"></iframe></div>
</main></body></html>"""


@pytest.fixture
def host(live_server, elsewhere) -> str:
    """The page of another site, which trusts our origin for scripts and frames, and nothing else."""
    elsewhere.policy = f"default-src 'none'; script-src {live_server.url}; frame-src {live_server.url}"
    elsewhere.html = HOST.format(ours=live_server.url)
    return f"{elsewhere.address}/page"


@pytest.fixture
def visit(chromium: Browser, live_server, host: str) -> Iterator[Callable[..., Page]]:
    """Open the page of the other site; no third origin may be asked anything, no complaint may be in the console."""
    contexts: list[BrowserContext] = []
    wrongs: list[str] = []

    def note(url: str) -> None:
        if not url.startswith((live_server.url, host.removesuffix("/page"), "data:")):
            wrongs.append(url)

    def open_page(scripts: bool = True, **options: object) -> Page:
        context = chromium.new_context(java_script_enabled=scripts, **options)
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.on("request", lambda request: note(request.url))
        context.on(
            "console",
            lambda said: said.type == "error" and "favicon" not in said.location["url"] and wrongs.append(said.text),
        )
        page = context.new_page()
        page.goto(host)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        assert context.cookies() == []
        context.close()
    assert wrongs == []


def shown(page: Page, place: str):
    """The frame in a part of the page."""
    return page.locator(f"#{place} iframe").element_handle().content_frame()


def test_two_simulators_are_shown_by_a_script_and_one_without(visit, live_server):
    page = visit()
    expect(page.locator("iframe")).to_have_count(3)
    one, two, three = (shown(page, place) for place in ("one", "two", "three"))
    assert one.locator("h1").inner_text() == "Simulateur de revenus pour salarié"
    assert two.locator("html").get_attribute("lang") == "en"
    assert "/en/simulateurs/integre/auto-entrepreneur/" in two.url
    expect(three.locator("h1")).to_have_count(1)
    assert one.locator(f'input[name="{GROSS}"]').input_value().replace("\u202f", "") == "3000"
    credit = page.locator("#one p a")
    assert credit.get_attribute("href") == f"{live_server.url}/simulateurs/salaire-brut-net/"
    assert page.locator("#one > *").evaluate_all("(found) => found.map((one) => one.localName)") == [
        "iframe",
        "p",
        "script",
    ]


def test_the_height_follows_what_is_in_the_frame(visit):
    page = visit()
    frame, outside = shown(page, "one"), page.locator("#one iframe")
    fits = "([frame, height]) => Math.abs(document.querySelector('#one iframe').clientHeight - height) <= 1"
    page.wait_for_function(fits, arg=[None, frame.evaluate(HEIGHT)])
    before = outside.evaluate("(one) => one.clientHeight")
    frame.evaluate("""() => { const more = document.createElement("p"); more.id = "more"
        more.style.height = "500px"; more.style.margin = "0"; document.getElementById("frame").append(more) }""")
    page.wait_for_function(fits, arg=[None, before + 500])
    frame.evaluate("document.getElementById('more').remove()")
    page.wait_for_function(fits, arg=[None, before])
    assert page.evaluate(TOO_WIDE) <= 0


def test_only_the_frame_itself_says_its_height(visit):
    page = visit()
    before = page.locator("#one iframe").evaluate("(one) => one.clientHeight")
    page.evaluate("postMessage({height: 5, title: 'x'}, '*')")
    shown(page, "three").evaluate("parent.postMessage({height: 6, title: 'x'}, '*')")
    page.evaluate("new Promise((done) => setTimeout(done, 200))")
    assert page.locator("#one iframe").evaluate("(one) => one.clientHeight") == before


def test_the_title_of_a_frame_is_that_of_its_page(visit):
    page = visit()
    page.wait_for_function("document.querySelector('#one iframe').title.startsWith('Simulateur de revenus')")


def test_the_colour_of_the_host_is_in_the_frame(visit):
    page = visit()
    token = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    assert shown(page, "one").evaluate(token) != shown(page, "three").evaluate(token) == "#0b4f54"


def test_a_link_that_leaves_the_simulator_leaves_the_frame(visit, live_server):
    page = visit()
    frame = shown(page, "one")
    frame.evaluate("""() => { const link = document.createElement("a"); link.href = "/accessibilite/"; link.id = "out"
        link.textContent = "x"; document.getElementById("frame").append(link) }""")
    frame.click("#out")
    page.wait_for_url(f"{live_server.url}/accessibilite/")


def test_without_scripts_the_plain_frame_is_shown_and_answers(visit):
    page = visit(scripts=False)
    expect(page.locator("iframe")).to_have_count(1)
    frame = shown(page, "three")
    expect(frame.locator("h1")).to_have_count(1)
    amount = frame.locator("input[inputmode=decimal]").first
    amount.fill("40000")
    amount.press("Enter")
    frame.wait_for_url("**/simulateurs/integre/sasu/?*40000*")
    expect(frame.locator("h1")).to_have_count(1)


def test_the_host_is_counted_once_a_showing_and_no_more_when_it_is_used(visit):
    page = visit()
    frame = shown(page, "one")
    frame.locator(f'input[name="{GROSS}"]').fill("4000")
    frame.wait_for_url("**/simulateurs/integre/salaire-brut-net/?*4000*")
    found = Tally.objects.filter(what="embedded").values_list("simulator", "host", "count")
    assert sorted(found) == [(one, "127.0.0.1", 1) for one in ("auto-entrepreneur", "salaire-brut-net", "sasu")]


def test_the_page_of_the_host_stays_accessible(visit):
    page = visit(bypass_csp=True)
    page.add_script_tag(path=AXE)
    assert page.evaluate(VIOLATIONS) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("where", [INTEGRATION, f"{FRAME}?couleur=%23f0e000"])
def test_axe_finds_nothing(accessible, prefix, where):
    accessible(prefix + where)


def test_what_is_copied_is_what_was_chosen(page, screenshot):
    page.goto(INTEGRATION)
    page.get_by_label("Simulateur", exact=True).select_option("dividendes")
    page.get_by_label("Couleur").fill("#c04000")
    page.get_by_label("Montant déjà rempli").fill("12000")
    page.get_by_role("button", name="Voir et obtenir le code").click()
    code = page.get_by_label("Par un script").input_value()
    assert 'data-simulateur="dividendes" data-couleur="#c04000"' in code
    assert "=12000 €/an" in code
    expect(page.frame_locator(".preview").locator("h1")).to_have_count(1)
    screenshot(page, "integration")
