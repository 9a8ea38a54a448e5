"""Changes: which rules can be changed, what was typed for them, and that it truly changes the results."""

import pytest

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.page.showing import example
from gamma.services.simulators.reforming.cases import GROSS, MULTIPLES, TURNOVERS, scale
from gamma.services.simulators.reforming.changeable import changeable, constants, search, used
from gamma.services.simulators.reforming.changes import MOST, changes, read, reformed
from gamma.services.simulators.reforming.effects import case, typical
from gamma.services.simulators.rules import engine, engine_of
from gamma.services.simulators.simulations import Simulation

RATE = "salarié . cotisations . vieillesse . salarié . plafonnée . taux"
WAGE = "SMIC . horaire"
CEILING = "plafond sécurité sociale"
NET = "salarié . rémunération . net . à payer avant impôt"


def started(slug: str = "salaire-brut-net", **answers: str) -> Simulation:
    simulator = simulators()[slug]
    return example(Simulation(simulator, answers, (), simulator.unit))


def made(simulation, *pairs):
    form = {"regle": [name for name, _ in pairs], "valeur": [value for _, value in pairs]}
    return changes(simulation, "", form).made


def test_rules_that_state_a_number_can_be_changed_and_no_other():
    found = constants("modele-social")
    assert {RATE, WAGE, CEILING} <= found
    assert not {"SMIC", "date", GROSS, "salarié . contrat", "salarié . cotisations"} & found
    assert found <= engine("modele-social").rules.keys()
    assert len(found) > 100


def test_a_number_among_other_words_is_not_a_plain_number():
    """The tax rebate states 889 €, then caps it: what it is worth is not what it states."""
    rebate = "impôt . foyer fiscal . impôt sur le revenu . décote"
    assert rebate not in constants("modele-social")


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        (RATE, "10", 10.0),
        (RATE, "10,5 %", 10.5),
        (RATE, "7\u202f%", 7.0),
        (WAGE, "12,5 €/heure", 12.5),
        (WAGE, "13 €", 13.0),
        (CEILING, "4 500", 4500.0),
        (CEILING, "4 500 € / mois", 4500.0),
        (CEILING, "", 4005.0),
    ],
)
def test_values_are_read_in_the_unit_of_the_rule(name, typed, value):
    change = read(changeable(started(), "", name), typed)
    assert (change.value, change.error) == (value, "")


@pytest.mark.parametrize("typed", ["beaucoup", "NaN", "1/3", "12 €/mois", "9" * 30, "<b>"])
def test_what_is_not_a_number_is_told_with_the_unit(typed):
    change = read(changeable(started(), "", RATE), typed)
    assert change.error.endswith("La valeur est en %.")
    assert not change.changes


def test_rules_that_cannot_be_changed_are_named():
    private = next(name for name, rule in engine("modele-social").model.rules.items() if rule.private)
    found = changes(started(), "", {"regle": ["no such", private, GROSS, RATE], "valeur": ["1", "2", "3", "9"]})
    assert [one.rule.name for one in found.all] == [RATE]
    assert len(found.unknown) == 3
    assert found.wrong


def test_five_changes_at_most_and_the_last_value_of_a_rule():
    names = [one.name for one in used(started(), "")][: MOST + 1]
    found = changes(started(), "", {"regle": names, "valeur": ["1"] * len(names)})
    assert len(found.all) == MOST
    assert found.many
    twice = changes(started(), "", {"regle": [RATE, RATE], "valeur": ["8", "9"]})
    assert [one.value for one in twice.all] == [9]


def test_the_rules_offered_are_those_really_used():
    found = {one.name: one for one in used(started(), "")}
    assert found[RATE].text == "6,9\u202f%"
    assert {WAGE, CEILING} <= found.keys()
    assert not [name for name in found if name.startswith(("dirigeant", "artiste-auteur"))]
    assert [one.name for one in search(list(found.values()), "VIEILLESSE salarie plafonnee") if "dé" not in one.name]
    assert search(list(found.values()), "zzz") == []


def test_a_rate_raised_by_ten_points_costs_a_tenth_of_the_pay():
    simulation = started()
    rows = {row.name: row for row in case(simulation, "", made(simulation, (RATE, "16,9")))}
    assert rows[NET].cells[1].difference == "−300\u00a0€/mois"
    assert rows[GROSS].cells[1].difference == "identique"


@pytest.mark.parametrize("name", [RATE, WAGE, CEILING])
def test_every_kind_of_rule_changes_the_results_of_the_walker(name):
    """A rate, a number chosen by date, one that others read in another year: the situation wins over them all."""
    simulation = started()
    names = simulation.simulator.figures
    change = made(simulation, (name, "20"))
    assert change
    before, after = (
        [engine_of(one.simulator).with_situation(one.situation()).evaluate(figure).value for figure in names]
        for one in (simulation, reformed(simulation, change))
    )
    assert before != after


def test_a_rule_that_replaces_another_is_the_one_to_change():
    """In the building trade the rate of the agreement is in force: it is offered and acts; the other does neither."""
    replaced = "salarié . cotisations . retraite complémentaire . employeur . taux T1"
    staff = "salarié . convention collective . BTP . catégorie . etam"
    ours = f"{staff} . cotisations retraite complémentaire employeur taux T1"
    simulation = started(
        **{"salarié . convention collective": "'BTP'", "salarié . convention collective . BTP . catégorie": "'etam'"}
    )
    offered = {one.name for one in used(simulation, "")}
    assert ours in offered
    assert replaced not in offered
    cost = "salarié . coût total employeur"
    moved = {row.name: row for row in case(simulation, "", made(simulation, (ours, "10")))}[cost]
    assert moved.cells[1].difference.startswith("+")
    still = {row.name: row for row in case(simulation, "", made(simulation, (replaced, "10")))}[cost]
    assert still.cells[1].difference == "identique"


def test_typical_employees_are_paid_times_the_minimum_wage_of_the_model():
    simulation = started()
    found = scale(simulation, "")
    minimum = engine("modele-social").with_situation(simulation.simulator.situation).evaluate("SMIC").value
    assert found.values == pytest.approx([times * minimum for times in MULTIPLES])
    assert found.labels[1].startswith("1,2 SMIC (2\u202f240")


def test_typical_cases_of_the_others():
    assert scale(started("indépendant"), "").values == TURNOVERS
    assert scale(started("auto-entrepreneur"), "").setting.name == "dirigeant . auto-entrepreneur . chiffre d'affaires"
    assert scale(started("dividendes"), "").setting.name.startswith("bénéficiaire . dividendes")
    assert scale(Simulation(simulators()["cout-creation-entreprise"], {}, (), "€"), "") is None


def test_typical_cases_are_those_of_the_walker():
    simulation = started()
    change = made(simulation, (RATE, "10"))
    found = typical(simulation, "", change)
    place = found.titles.index("Salaire net")
    wages = scale(simulation, "")
    for rank, wage in enumerate(wages.values):
        told = found.cases[rank][1][place].cells
        for one, cell in zip((simulation, reformed(simulation, change)), told, strict=True):
            walked = engine_of(one.simulator).with_situation({**one.situation(), GROSS: f"{wage} €/mois"}).evaluate(NET)
            shown = float(cell.text.split("€")[0].replace("\u202f", "").replace(",", ".").strip())
            assert shown == pytest.approx(walked.value, abs=0.006)
