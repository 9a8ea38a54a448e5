"""Addresses: a simulation is told whole by its address, and what an address cannot say is named."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import former_rules, samples, simulators
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation

SALARY = simulators()["salaire-brut-net"]
GROSS, NET = "salarié . contrat . salaire brut", "salarié . rémunération . net . à payer avant impôt"


def read(text: str, simulator=SALARY):
    return addresses.read(simulator, parse_qs(text, keep_blank_values=True))


@pytest.mark.parametrize("slug", simulators())
def test_an_address_gives_its_simulation_again(slug):
    simulator = simulators()[slug]
    for sample in samples(slug):
        answers = {name: str(given) for name, given in sample.situation.items()}
        told = Simulation(simulator, answers, unit=simulator.unit)
        arrival = read(addresses.write(told), simulator)
        assert (arrival.simulation, arrival.unknown, arrival.refused) == (told, (), ())


def test_everything_of_a_simulation_is_in_its_address():
    told = Simulation(SALARY, {GROSS: "3000 €/mois"}, ("salarié . contrat",), "€/an", ("salaire-brut=2500",))
    assert read(addresses.write(told)).simulation == told


def test_short_names_and_bare_numbers_are_understood():
    assert read("salaire-brut=3000").simulation.answers == {GROSS: "3000 €/mois"}
    assert read(f"{GROSS}=36000&unité=€/an").simulation.answers == {GROSS: "36000 €/an"}
    assert read(f"{GROSS}=3000€/mois").simulation.answers == {GROSS: "3000€/mois"}


def test_rules_are_found_by_the_names_they_bore():
    former = "salarié . cotisations . exonérations . réduction générale . caisse de congés payés"
    now = "salarié . cotisations . exonérations . RGDU . caisse de congés payés"
    assert read(f"{former}=oui").simulation.answers == {now: "oui"}
    rules = engine("modele-social").rules
    assert set(former_rules("modele-social").values()) <= rules.keys()
    assert former_rules("modele-social").keys().isdisjoint(rules)


def test_what_names_no_rule_or_gives_no_answer_of_its_own_is_named():
    arrival = read(f"{GROSS}=3000&ancienne . règle=1&salarié . contrat='intérim'&couleur=red")
    assert arrival.simulation.answers == {GROSS: "3000 €/mois"}
    assert arrival.unknown == ("ancienne . règle",)
    assert arrival.refused == ("salarié . contrat",)


def test_an_amount_takes_the_place_of_those_it_excludes():
    assert read(f"{GROSS}=3000&{NET}=2000").simulation.answers == {NET: "2000 €/mois"}


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([GROSS, NET, "salarié . contrat", "date", "x", "unité"]), st.text(max_size=60)))
def test_no_address_is_an_error(parameters):
    arrival = addresses.read(SALARY, {name: [text] for name, text in parameters.items()})
    assert read(addresses.write(arrival.simulation)).simulation == arrival.simulation


def test_an_answer_out_of_all_proportion_is_refused():
    assert read(f"{GROSS}={'9' * 1_000}").refused == (GROSS,)
