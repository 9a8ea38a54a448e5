"""Columns: simulations side by side, and the context that leaves the most."""

from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.comparing.columns import leader, pinning
from gamma.services.simulators.page.gestures import Gesture
from gamma.services.simulators.page.showing import results
from gamma.services.simulators.reckoning.figures import targets, values
from gamma.services.simulators.simulations import Simulation

GROSS = "salarié . contrat . salaire brut"
SALARY = simulators()["salaire-brut-net"]
STATUSES = simulators()["comparaison-régimes-sociaux"]


def told(simulator, pinned=(), **answers):
    simulation = Simulation(simulator, answers, unit=simulator.unit, pinned=pinned)
    return results(Gesture(simulation, simulation))


def test_pinned_simulations_are_columns_with_their_difference_to_the_first():
    page = told(SALARY, ("salaire-brut=2500", "salaire-brut=2500&salarié . contrat='CDD'"), **{GROSS: "3000 €/mois"})
    assert [one.title for one in page.table.columns] == ["Épinglée 1", "Épinglée 2", "Cette simulation"]
    rows = {row.name: row for _, group in page.table.groups for row in group}
    assert [cell.difference for cell in rows[GROSS].cells] == ["", "identique", "+500\u00a0€/mois"]
    assert [cell.text for cell in rows["salarié . contrat"].cells] == ["CDI", "CDD", "CDI"]  # an answer that differs


def test_a_pinned_simulation_opens_and_is_taken_out():
    page = told(SALARY, ("salaire-brut=2500",), **{GROSS: "3000 €/mois"})
    first = page.table.columns[0]
    assert addresses.told(SALARY, first.query).answers == {GROSS: "2500 €/mois"}
    without = addresses.told(SALARY, first.without)
    assert (without.pinned, without.answers) == ((), {GROSS: "3000 €/mois"})


def test_three_are_pinned_at_most_and_nothing_before_an_amount():
    simulation = Simulation(SALARY, {GROSS: "3000 €/mois"}, unit="€/mois")
    for amount in (3001, 3002, 3003):
        simulation = addresses.told(SALARY, pinning(simulation)).answering(GROSS, f"{amount} €/mois")
    assert len(simulation.pinned) == 3
    assert pinning(simulation) == ""
    assert pinning(Simulation(SALARY, unit="€/mois")) == ""


def test_the_status_that_leaves_the_most_is_told_with_its_lead():
    given = samples(STATUSES.slug)[1].situation
    simulation = Simulation(STATUSES, given, unit="€/an")
    found = {one: values(simulation, targets(STATUSES), one) for one in simulation.contexts}
    nets = {one: found[one]["dirigeant . rémunération . net . après impôt"].value for one in found}
    assert nets["AE"] == max(nets.values())
    told_gap = round(nets["AE"] - nets["EI"])
    said = leader(simulation, found).replace("\u202f", "").replace("\u00a0", " ")
    assert said.startswith(f"Auto-entrepreneur laisse le plus : 30036 €/an, soit {told_gap} €/an de plus")
    assert leader(simulation, dict.fromkeys(found, found["EI"])) == ""  # a tie leads nowhere


def test_the_figures_of_a_theme_are_under_its_title():
    page = told(STATUSES, **samples(STATUSES.slug)[1].situation)
    titles = [title for title, _ in page.table.groups]
    assert titles == ["", "Retraite", "Assurance maladie", "Invalidité et décès"]
    assert all(row.name.startswith("protection sociale . retraite") for row in page.table.groups[1][1])
