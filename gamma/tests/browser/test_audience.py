"""A visit becomes a bar in the bilan: pages of an outside product, seen by a browser, up to the published figure."""

import time
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from gamma.cockpit.indicators import actions as indicators
from gamma.cockpit.indicators.models import Definition, Reading
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Membership, Product
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.accounts.actions import person_at
from gamma.instruments.audience import actions
from gamma.instruments.audience.models import ConsentedEvent, Day, ExemptEvent, Site

NOW = datetime(2026, 3, 15, 11, tzinfo=UTC)
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
SEASON = """\
format: gamma-season-file/1
edition: {id: saison-9, label: Saison 9, starts: 2025-10, ends: 2026-03}
sources: [{id: article, title: Un article, kind: article, published: 2026-03-31}]
products:
  - id: boulangerie
    name: Boulangerie
    indicators:
      - id: visites
        definitions: [{name: Visites par mois, unit: visits, kind: count, period: month, direction: up}]
        targets: [{id: t1, due: 2026-03, value: 2, set_at: kickoff, source: article}]
"""
PAGE = """<!doctype html><html lang="fr"><head><title>Une boulangerie</title><meta charset="utf-8"></head><body><main>
<h1>Une boulangerie</h1><a href="/pain?utm_source=lettre">Le pain</a>
<button data-gamma-action="contact">Écrire</button>
<a href="https://ailleurs.exemple.fr/">Ailleurs</a>
<script src="{collector}/mesure/{key}.js" async></script>
<noscript><img src="{collector}/mesure/{key}.gif" alt=""></noscript></main></body></html>"""


@pytest.fixture
def bakery(transactional_db) -> Product:
    load(read_text(SEASON, "season.yaml", date(2026, 10, 1)), by="test")
    return Product.objects.get()


@pytest.fixture
def measured(bakery, elsewhere, collecting):
    """The shop measured in a mode, under a strict policy: only the collector is let in. Gives its address."""

    def measure(mode: str) -> str:
        hosts, gestures = [elsewhere.address.removeprefix("http://")], {"contact": "Prise de contact"}
        Site.objects.create(product=bakery, mode=mode, key="boulangerie", hosts=hosts, actions=gestures)
        ours = collecting(lambda: NOW)
        elsewhere.html = PAGE.format(collector=ours, key="boulangerie")
        elsewhere.policy = f"default-src 'none'; script-src {ours}; connect-src {ours}; img-src {ours}"
        return elsewhere.address

    return measure


@pytest.fixture
def visitor(chromium):
    """A browser that says it is one, with scripts or without."""
    contexts = []

    def come(scripts: bool = True, agent: str = AGENT, **options):
        contexts.append(chromium.new_context(java_script_enabled=scripts, user_agent=agent, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        return page

    yield come
    for context in contexts:
        context.close()


def told(page, what) -> None:
    """Do what tells an event, and wait until it is answered."""
    with page.expect_response(lambda answer: "/mesure/" in answer.url and answer.request.method == "POST") as answer:
        what()
    assert answer.value.status == 204


def test_visits_of_a_browser_become_a_figure_of_the_bilan(measured, visitor, bakery, client, in_bilan):
    where = measured("exempt")
    page = visitor()
    told(page, lambda: page.goto(f"{where}/?utm_campaign=lettre&token=secret"))
    told(page, lambda: page.get_by_role("link", name="Le pain").click())
    told(page, lambda: page.get_by_role("button", name="Écrire").click())
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
    told(page, lambda: page.get_by_role("link", name="Ailleurs").click(modifiers=["Control"]))
    plain = visitor(scripts=False, agent=f"{AGENT} Autre/1")
    with plain.expect_response("**/*.gif"):
        plain.goto(f"{where}/pain")
    site = Site.objects.get()
    assert sorted(ExemptEvent.objects.values_list("what", "page", "name")) == [
        ("a", "/pain", "contact"), ("o", "/pain", "ailleurs.exemple.fr"),
        ("v", "/", ""), ("v", "/", ""), ("v", "/pain", ""),
    ]  # fmt: skip

    actions.fold(site, [NOW.date()], today=NOW.date())
    assert Day.objects.values_list("visits", "views", "acting").get() == (2, 3, 1)
    definition = Definition.objects.get()
    lead, now = person_at("ada@exemple.fr", name="Ada Diallo"), datetime(2026, 4, 1, 6, tzinfo=UTC)
    indicators.bind(definition.indicator, measure="audience-visits:exempt", since=date(2026, 3, 1), by=lead, now=now)
    indicators.close(now=now)
    reading = Reading.objects.get()
    assert (reading.value, reading.period, reading.proof.method) == (2, "2026-03", "measure")
    assert (reading.precision, "Compté depuis le 2026-03-15" in reading.evidence) == ("at_least", True)
    of_target, of_reading = in_bilan(reading, date(2026, 4, 2))
    assert "[au moins 2 visites]" in of_target
    assert "| mars 2026 | au moins 2 visites | [Mesure automatique : Visites" in of_reading
    shown = client.get("/editions/saison-9/boulangerie/visites/").content.decode().replace("\xa0", " ")
    assert "Mesure automatique : Visites" in shown


def test_who_objects_or_is_a_program_is_not_counted(measured, visitor):
    where = measured("exempt")
    robot = visitor(agent=AGENT.replace("Chrome", "HeadlessChrome"))
    told(robot, lambda: robot.goto(where))
    page = visitor(extra_http_headers={"Sec-GPC": "1"})
    told(page, lambda: page.goto(where))
    against = visitor()
    against.goto(f"{where}/#gamma-opposition")
    against.get_by_role("button", name="Écrire").click()
    time.sleep(0.5)
    assert not ExemptEvent.objects.exists()


def test_who_agrees_is_counted_from_then_on_and_until_they_object(measured, visitor):
    where = measured("consented")
    page = visitor()
    with page.expect_response("**/*.js"):
        page.goto(where)
    page.get_by_role("button", name="Écrire").click()
    told(page, lambda: page.evaluate("gamma.agree()"))
    told(page, lambda: page.get_by_role("button", name="Écrire").click())
    number = page.evaluate("localStorage.getItem('gamma-visitor')")
    told(page, lambda: page.goto(f"{where}/pain"))
    assert page.evaluate("localStorage.getItem('gamma-visitor')") == number
    page.evaluate("gamma.oppose()")
    page.get_by_role("button", name="Écrire").click()
    time.sleep(0.5)
    assert sorted(ConsentedEvent.objects.values_list("what", flat=True)) == ["a", "v", "v"]
    assert {one.hex for one in ConsentedEvent.objects.values_list("visitor", flat=True)} == {number}


def test_an_event_is_told_again_until_it_is_kept(measured, visitor):
    where = measured("exempt")
    page, refused = visitor(), []

    def refuse_once(route) -> None:
        if route.request.method == "POST" and not refused:
            refused.append(route.request.post_data)
            return route.abort()
        return route.continue_()

    page.route("**/mesure/boulangerie", refuse_once)
    told(page, lambda: page.goto(where))
    assert [one.id.hex in refused[0] for one in ExemptEvent.objects.all()] == [True]


def test_pages_of_the_audience_are_for_everyone(measured, bakery, accessible, new_page, sign_in, screenshot):
    measured("exempt")
    site, enrolment = Site.objects.get(), bakery.enrolments.get()
    for number in range(1, 29):
        Day.objects.create(site=site, day=date(2026, 3, number), visits=40 + number % 7 * 9, views=200, acting=9)
    lead = person_at("lead@exemple.fr", name="Léa Martin")
    Membership.objects.create(person=lead, edition=enrolment.edition, enrolment=enrolment, role=MemberRole.PRODUCT_LEAD)
    where = "/audience/saison-9/boulangerie/"
    for path in ("exempt/?periode=2026-03", "exempt/fiche/", "exempt/reglages/", "ouvrir/"):
        accessible(where + path, person=lead)
    accessible("/audience/information/boulangerie/")
    page = new_page()
    sign_in(page, lead)
    page.goto(f"{where}exempt/?periode=2026-03")
    expect(page.get_by_role("heading", name="Audience")).to_be_visible()
    screenshot(page, "audience")
    page.goto(f"{where}exempt/fiche/")
    screenshot(page, "audience-sheet")
    page.goto("/audience/information/boulangerie/")
    page.get_by_role("button", name="Ne plus être compté").click()
    expect(page.get_by_text("Vous n'êtes pas compté")).to_be_visible()
    screenshot(page, "audience-information")
