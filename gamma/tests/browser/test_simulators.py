"""The pages of the 33 simulators as people meet them: with scripts, without, by keyboard, in the light, in the dark."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from gamma.services.simulators.asking.controls import control, typed
from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.models import Tally
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation

GROSS, NET = "salarié . contrat . salaire brut", "salarié . rémunération . net . à payer avant impôt"
SALARY = "/simulateurs/salaire-brut-net/"
# One of each sort on every run; all of them in the study.
SHORT = {"salaire-brut-net", "auto-entrepreneur", "comparaison-régimes-sociaux", "lodeom", "impot-societe", "cdd"} | {
    "cout-creation-entreprise",
    "pour-mon-entreprise",
    "profession-liberale/medecin",
}
EVERY = [slug if slug in SHORT else pytest.param(slug, marks=pytest.mark.study) for slug in simulators()]
DARK = {"salaire-brut-net", "comparaison-régimes-sociaux", "lodeom", "profession-liberale/medecin"}


def address(simulator: Simulator, answers: Mapping[str, object] | None = None) -> str:
    return f"/simulateurs/{quote(simulator.slug)}/" + (f"?{urlencode(answers)}" if answers else "")


def sample(simulator: Simulator) -> dict[str, object]:
    return dict(samples(simulator.slug)[1].situation)


def tops(simulator: Simulator) -> Iterator[tuple[str, str]]:
    """The fields that a sample fills: their names, and what is typed or chosen in them."""
    given = sample(simulator)
    simulation = Simulation(simulator, unit=simulator.unit)
    rules = engine(simulator.model).with_situation(simulation.situation(simulation.contexts[0]))
    for name in (*simulator.amounts, *simulator.inputs):
        if name in given:
            shown = control(rules, simulation, name)
            text = str(given[name])
            yield name, text if text.startswith("'") else typed(text, shown.kind, shown.unit)


def fill(page: Page, simulator: Simulator, live: bool) -> None:
    """Give a sample as a person would: what is asked at the top in its field, the rest by the address."""
    found = list(tops(simulator))
    rest = {name: given for name, given in sample(simulator).items() if name not in dict(found)}
    page.goto(address(simulator, rest))
    for name, value in found:
        field = page.locator(f'#figures [name="{name}"]')
        chosen = field.evaluate("(field) => field.tagName") == "SELECT"
        if live:
            with page.expect_response(lambda response: "/questions/" in response.url):
                field.select_option(value) if chosen else field.fill(value)
        else:
            field.select_option(value) if chosen else field.fill(value)
    if not live:
        page.get_by_role("button", name="Calculer").click()


@pytest.mark.parametrize("slug", EVERY)
def test_every_simulator_gives_the_same_with_scripts_and_without(new_page, transactional_db, slug):
    simulator = simulators()[slug]
    told = []
    for scripts in (False, True):
        page = new_page(scripts=scripts)
        fill(page, simulator, scripts)
        results = page.locator(".results")
        expect(results).not_to_have_class("results example")
        expect(page.locator("#figures .notice.refusal")).to_have_count(0)
        told.append((results.inner_text(), _passing_over(page)))
    assert told[0] == told[1]
    assert len(told[0][0]) > 20


def _passing_over(page: Page) -> list[str]:
    """Pass over the first question, if there is one: what then stands in the place of the questions."""
    question = page.locator("form.question")
    if question.count():
        asked = page.locator("form.question [name=question]").get_attribute("value")
        question.get_by_role("button", name="Passer").click()
        expect(page.locator(f'form.question [name=question][value="{asked}"]')).to_have_count(0)
    return page.locator(
        "#questions .progress, #questions form.question legend, #questions form.question > label"
    ).all_inner_texts()


@pytest.mark.parametrize("slug", EVERY)
def test_every_simulator_is_accessible(accessible, transactional_db, slug):
    simulator = simulators()[slug]
    accessible(address(simulator, sample(simulator)), every=slug in DARK)


def test_an_amount_is_edited_as_it_is_typed_and_the_focus_stays(new_page, transactional_db):
    page = new_page(scripts=True)
    page.goto(SALARY)
    net = page.locator(f'#figures [name="{NET}"]')
    net.click()
    net.press_sequentially("2500", delay=40)
    expect(page.locator(".results")).not_to_have_class("results example")
    expect(page.locator("form.question")).to_be_visible()
    assert net.input_value() == "2500"
    assert net.evaluate("(field) => field === document.activeElement")
    expect(page.locator(f'#figures [name="{GROSS}"]')).to_have_value("3\u202f185,89")
    expect(page.locator("#figures [role=status]")).to_contain_text("Cotisations")
    assert "2500" in page.url
    page.reload()
    expect(page.locator(f'#figures [name="{GROSS}"]')).to_have_value("3\u202f185,89")


def test_a_simulation_is_made_with_the_keyboard_alone(new_page, transactional_db):
    page = new_page()
    page.goto(SALARY)
    page.locator(f'#figures [name="{GROSS}"]').focus()
    page.keyboard.type("3000")
    page.keyboard.press("Enter")
    expect(page.locator(f'#figures [name="{NET}"]')).to_have_value("2\u202f352,85")
    page.locator("form.question input[type=radio]:checked").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#questions .told").first).to_contain_text("CDD")


def test_what_is_wrong_is_said_beside_what_was_typed(new_page, transactional_db):
    for scripts in (False, True):
        page = new_page(scripts=scripts)
        page.goto(f"{SALARY}?salaire-brut=3000")
        page.locator(f'#figures [name="{NET}"]').fill("deux mille")
        if not scripts:
            page.get_by_role("button", name="Calculer").click()
        field = page.locator(f'#figures [name="{NET}"]')
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value("deux mille")
        expect(page.locator(".amount.wrong .error")).to_contain_text("n'est pas un nombre")


def test_two_simulations_are_set_side_by_side(new_page, transactional_db):
    page = new_page()
    page.goto(f"{SALARY}?salaire-brut=3000")
    page.get_by_role("link", name="Épingler, pour comparer à une autre").click()
    page.locator(f'#figures [name="{GROSS}"]').fill("4000")
    page.get_by_role("button", name="Calculer").click()
    row = page.locator(".compared tr", has_text="Salaire brut").first
    expect(row.locator("td")).to_have_text(["3\u202f000\u00a0€/mois", "4\u202f000\u00a0€/mois+1\u202f000\u00a0€/mois"])


def test_beginnings_are_counted_once_and_name_nobody(new_page, transactional_db):
    page = new_page()
    page.goto(SALARY)
    for amount in ("3000", "3100"):
        page.locator(f'#figures [name="{GROSS}"]').fill(amount)
        page.get_by_role("button", name="Calculer").click()
        expect(page.locator(f'#figures [name="{GROSS}"]')).to_have_value(f"{amount[0]}\u202f{amount[1:]}")
    assert [(one.what, one.simulator, one.host, one.count) for one in Tally.objects.all()] == [
        ("started", "salaire-brut-net", "", 1)
    ]
    assert page.context.cookies() == []


def test_the_pages_around_a_simulation(page, new_page, accessible, screenshot, transactional_db):
    query = urlencode({GROSS: "3000 €/mois"})
    around = {
        "simulateurs": "/simulateurs/",
        "simulateur": f"{SALARY}?{query}",
        "simulateur-effets": f"{SALARY}effets/?{query}",
        "simulateur-courbe": f"{SALARY}courbe/?{query}",
        "simulateur-et-si": f"{SALARY}et-si/?{query}",
        "simulateur-mois": f"/simulateurs/réduction-générale/mois/?{query}",
        "simulateur-garder": f"{SALARY}garder/?{query}",
        "comparateur": address(one := simulators()["comparaison-régimes-sociaux"], sample(one)),
        "regles": "/simulateurs/regles/?q=salaire net",
        "regle": f"/simulateurs/regles/salarié/cotisations/vieillesse/?simulateur=salaire-brut-net&{query}",
    }
    for name, path in around.items():
        page.goto(path)
        screenshot(page, name)
        accessible(path)
