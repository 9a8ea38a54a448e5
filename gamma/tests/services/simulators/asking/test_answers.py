"""Answers: what is typed becomes an entry of a situation, or a sentence that says what to change."""

import pytest
from django.utils import translation

from gamma.services.simulators.asking.answers import Misread, number_of, read, written
from gamma.services.simulators.asking.controls import control
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation

SALARY = simulators()["salaire-brut-net"]
SIMULATION = Simulation(SALARY, {"salarié . contrat . salaire brut": "3000 €/mois"}, unit="€/mois")


def asked(name: str, simulation: Simulation = SIMULATION):
    return control(engine("modele-social").with_situation(simulation.situation()), simulation, name)


@pytest.mark.parametrize(
    ("text", "value"),
    [("3000", 3000), ("3 000,50", 3000.5), ("3\u202f000,50 €", 3000.5), ("-12.5", -12.5), ("−12", -12), ("20 %", 20)],
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert number_of(text) == value


@pytest.mark.parametrize("text", ["trois mille", "1,2,3", "1e9", "", "NaN", "inf", "9" * 20, "--3", "3000;DROP"])
def test_what_is_no_number_is_said_to_be_none(text):
    with pytest.raises(Misread):
        number_of(text)


def test_commas_part_thousands_in_english_and_decimals_in_french():
    assert number_of("3,000") == 3
    with translation.override("en"):
        found = [number_of(one) for one in ("3,000", "€3,185.89", "1,234,567", "3000,50")]
    assert found == [3000, 3185.89, 1_234_567, 3000.5]


def test_a_number_too_large_is_refused():
    with pytest.raises(Misread, match="trop grand"):
        number_of("9" * 14)


def test_numbers_are_written_without_exponent():
    assert written(0.000001, "%") == "0.000001 %"
    assert written(1e11, "") == "100000000000"


def test_each_kind_of_question_takes_its_own_answer():
    assert read(asked("salarié . contrat . statut cadre"), ["", "oui"]) == {"salarié . contrat . statut cadre": "oui"}
    assert read(asked("salarié . contrat"), ["'CDD'"]) == {"salarié . contrat": "'CDD'"}
    hired = read(asked("salarié . contrat . date d'embauche"), ["2026-03-01"])
    assert hired == {"salarié . contrat . date d'embauche": "01/03/2026"}
    hours = read(asked("salarié . temps de travail . heures supplémentaires"), ["5"])
    assert hours == {"salarié . temps de travail . heures supplémentaires": "5 heure/mois"}


def test_an_amount_is_in_the_unit_of_the_page():
    name = "salarié . rémunération . primes . activité . base"
    yearly = Simulation(SALARY, SIMULATION.answers, unit="€/an")
    assert read(asked(name, yearly), ["1200"])[name].endswith("€/an")


def test_an_option_that_is_not_offered_is_refused_with_those_that_are():
    with pytest.raises(Misread, match="CDI, CDD"):
        read(asked("salarié . contrat"), ["'intérim'"])


def test_a_date_is_asked_again_with_an_example():
    with pytest.raises(Misread, match="31/12/2026"):
        read(asked("salarié . contrat . date d'embauche"), ["demain"])


def test_a_commune_is_found_by_its_reference_or_by_the_only_name_that_fits():
    commune = asked("établissement . commune")
    chosen = read(commune, ["Lyon", "69123-69003"])
    assert chosen["établissement . commune . nom"] == "'Lyon'"
    assert chosen["établissement . commune . code postal"] == "'69003'"
    with pytest.raises(Misread, match="Plusieurs communes"):
        read(commune, ["Saint"])
    with pytest.raises(Misread, match="Aucune commune"):
        read(commune, ["Xyzzyville"])


def test_several_possibilities_are_ticked_or_not():
    creation = Simulation(simulators()["cout-creation-entreprise"], {"entreprise . catégorie juridique": "'SAS'"})
    ticked = read(asked("entreprise . activités", creation), ["", "entreprise . activités . artisanale"])
    assert ticked["entreprise . activités . artisanale"] == "oui"
    assert set(ticked.values()) == {"oui", "non"}
