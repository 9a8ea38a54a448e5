"""Effects: what each open question could change, checked against the simulation with the answer given."""

from threading import BoundedSemaphore
from time import monotonic

import pytest
from django.template.loader import render_to_string

from gamma.services.simulators.asking import effects as module
from gamma.services.simulators.asking.effects import effects, figure
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.page.weighing import weighed
from gamma.services.simulators.reckoning.figures import amount, values
from gamma.services.simulators.simulations import Simulation

GROSS, AFTER = "salarié . contrat . salaire brut", "salarié . rémunération . net . payé après impôt"
SALARY = Simulation(simulators()["salaire-brut-net"], {GROSS: "3000 €/mois"}, unit="€/mois")


def net(simulation: Simulation) -> float:
    return amount(values(simulation, [AFTER])[AFTER], "€/mois").number


def test_an_effect_is_the_difference_that_the_answer_makes():
    found = {one.control.name: one for one in effects(SALARY, seconds=30).found}
    contract = found["salarié . contrat"]
    moves = [net(SALARY.answering("salarié . contrat", one.answer)) - net(SALARY) for one in contract.control.options]
    assert (contract.low, contract.high) == pytest.approx((min(0, *moves), max(0, *moves)))


def test_the_largest_come_first_and_those_that_move_nothing_are_left_out():
    spans = [one.span for one in effects(SALARY, seconds=30).found]
    assert spans == sorted(spans, reverse=True)
    assert min(spans) >= 0.5


def test_it_stops_when_the_time_is_over_and_says_how_far_it_went():
    found = effects(SALARY, seconds=0)
    assert (found.tried, found.found) == (0, [])
    assert found.total > 15


def test_one_is_computed_at_a_time_and_the_others_are_told_to_come_back(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 0.05)
    with module.TURN:
        told = weighed(SALARY)
        assert (told.busy, told.tried, told.weights) == (True, 0, [])
        page = render_to_string("simulators/page/effects.html", {"weighed": told, "here": "/"})
        assert "réessayez" in page
    assert not weighed(SALARY).busy


def test_when_enough_wait_the_next_is_told_at_once(monkeypatch):
    monkeypatch.setattr(module, "QUEUE", BoundedSemaphore(1))
    with module.QUEUE:
        before = monotonic()
        assert weighed(SALARY).busy
    assert monotonic() - before < module.SECONDS


def test_where_no_answer_is_ready_to_be_tried_that_is_said():
    told = weighed(Simulation(simulators()["dividendes"], {"bénéficiaire . dividendes . bruts": "10000 €/an"}))
    page = render_to_string("simulators/page/effects.html", {"weighed": told, "here": "/"})
    assert (told.busy, told.total) == (False, 0)
    assert "toute prête" in page


def test_the_figure_is_another_than_the_one_given():
    assert figure(SALARY) == AFTER
    assert figure(Simulation(SALARY.simulator, {AFTER: "2000 €/mois"})) == "salarié . coût total employeur"
    assert figure(Simulation(simulators()["choix-du-statut"])) == "dirigeant . rémunération . net . après impôt"


def test_nothing_is_weighed_before_an_amount_nor_in_a_situation_that_does_not_hold():
    assert weighed(Simulation(SALARY.simulator)) is None
    told = weighed(SALARY)
    assert told.figure == "Salaire net après impôt"
    assert any(one.move.startswith("jusqu'à +") for one in told.weights)
