"""Columns: what a program gives over a range is what the walker gives at each of its points."""

import numpy as np
import pytest

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.page.showing import example
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.sweeping.columns import Setting, figures, money
from gamma.services.simulators.sweeping.solving import solved
from gamma.services.simulators.units import factor

GROSS = "salarié . contrat . salaire brut"
NET = "salarié . rémunération . net . à payer avant impôt"
AFTER = "salarié . rémunération . net . payé après impôt"
COST = "salarié . coût total employeur"


def started(slug: str, **answers: str) -> Simulation:
    simulator = simulators()[slug]
    return example(Simulation(simulator, answers, (), simulator.unit))


@pytest.mark.parametrize(
    ("slug", "name", "wanted", "tolerance"),
    [
        ("salaire-brut-net", GROSS, [1867.02, 2500, 4005, 6100, 12000], 0.01),
        ("salaire-brut-net", NET, [1500, 2100, 4000, 9000], 0.02),
        ("salaire-brut-net", COST, [2500, 4500, 9000], 0.02),
        ("indépendant", "entreprise . chiffre d'affaires", [12000, 50000, 130000], 2),
        ("indépendant", "dirigeant . rémunération . net", [12000, 50000], 2),
        ("sasu", "dirigeant . rémunération . totale", [30000, 90000], 2),
        ("auto-entrepreneur", "dirigeant . auto-entrepreneur . chiffre d'affaires", [10000, 60000], 1),
        ("dividendes", "bénéficiaire . dividendes . nets d'impôt", [1000, 20000], 1),
        ("impot-societe", "entreprise . imposition . IS . résultat imposable", [20000, 90000], 0.01),
        ("chômage-partiel", GROSS, [2000, 5000], 0.01),
    ],
)
def test_figures_are_those_of_the_walker(slug, name, wanted, tolerance):
    simulation = started(slug)
    unit = money(simulation)[name]
    setting = Setting(simulation, name, unit)
    found = figures(setting, wanted, simulation.simulator.figures)
    assert len(found) > 2
    for rank, value in enumerate(wanted):
        walker = engine_of(simulation.simulator).with_situation({**setting.fixed, name: f"{value} {unit}"})
        for target, column in found.items():
            held = walker.evaluate(target)
            if held.value is None:
                assert column[rank].value is None, (target, value)
            else:
                expected = held.value * factor(held.unit or "", column[rank].unit)
                assert column[rank].number == pytest.approx(expected, abs=tolerance), (target, value)


def test_a_rule_given_another_number_changes_the_figures():
    simulation = started("salaire-brut-net")
    rate = "salarié . cotisations . vieillesse . salarié . plafonnée . taux"
    before, after = (
        figures(Setting(simulation, GROSS, "€/mois", "", changes), [2000.0], [NET])[NET][0].number
        for changes in ((), ((rate, 16.9, "%"),))
    )
    assert before - after == pytest.approx(200, abs=0.01)


def test_amounts_that_do_not_apply_do_not_move():
    full_time = "salarié . contrat . salaire brut . équivalent temps plein"
    assert full_time not in money(started("salaire-brut-net"))
    part_time = {"salarié . contrat . temps de travail . temps partiel": "oui"}
    assert full_time in money(started("salaire-brut-net", **part_time))
    assert money(Simulation(simulators()["cout-creation-entreprise"], {}, (), "€")) == {}


def test_a_column_is_solved_at_once_and_a_jump_has_no_solution():
    calls = []

    def function(column):
        calls.append(len(column))
        return np.where(column < 100, column * 0.5, column * 0.5 - 20)

    wanted = np.array([0.0, 10.0, 40.0, 300.0])
    assert solved(function, wanted, 50.0) == pytest.approx([0, 20, 80, 640], abs=0.01)
    assert len(calls) < 20
    jumping = solved(lambda column: np.where(column < 100, column, column + 50), np.array([120.0, 200.0]), 400.0)
    assert np.isnan(jumping[0])
    assert jumping[1] == pytest.approx(150, abs=0.01)
