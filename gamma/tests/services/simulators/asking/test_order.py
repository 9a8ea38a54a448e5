"""Order: the questions of every sample are those of the reference; what an answer does to them."""

import pytest

from gamma.services.simulators.asking.order import order, whole
from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.catalogue.shapes import Questions
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation

SALARY = simulators()["salaire-brut-net"]
GROSS = {"salarié . contrat . salaire brut": "3000 €/mois"}


@pytest.mark.parametrize("slug", simulators())
def test_the_questions_are_those_of_the_reference(slug):
    """Chosen by hand or not, what could be asked is the same set."""
    simulator = simulators()[slug]
    automatic = simulator.questions.model_copy(update={"written": Questions().written})
    asked = simulator.model_copy(update={"questions": automatic})
    told = [sample for sample in samples(slug) if sample.questions is not None]
    for sample in told:
        assert set(order(Simulation(asked, sample.situation))) == set(sample.questions), sample.situation


def test_samples_tell_questions():
    assert sum(one.questions is not None for slug in simulators() for one in samples(slug)) > 55


def test_the_first_questions_are_those_that_the_simulator_wants_first():
    first = order(Simulation(SALARY, GROSS))[:4]
    assert first == [name for name in SALARY.questions.first if name in first]
    assert first[0] == "salarié . contrat"


def test_what_is_answered_or_passed_over_is_not_asked_again():
    before = Simulation(SALARY, GROSS)
    answered = before.answering("salarié . contrat", "'CDD'")
    assert "salarié . contrat" not in order(answered)
    assert "salarié . contrat . CDD . motif" in order(answered)
    assert "salarié . contrat" not in order(before.skipping("salarié . contrat"))


def test_questions_near_the_last_answer_come_first_when_nothing_else_decides():
    found = Simulation(simulators()["sasu"], {"dirigeant . rémunération . totale": "50000 €/an"})
    near = [name for name in order(found) if name.startswith("salarié . cotisations")][-1]
    sibling = near.rpartition(" . ")[0]
    after = order(found.answering(near, "oui" if engine("modele-social").rules[near].kind == "boolean" else "50 %"))
    assert after[0].startswith(sibling.partition(" . ")[0])


def test_a_commune_is_one_question_and_one_answer():
    asked = order(Simulation(SALARY, GROSS))
    assert "établissement . commune" in asked
    assert not [name for name in asked if name.startswith("établissement . commune . ")]
    chosen = Simulation(SALARY, {**GROSS, "établissement . commune . nom": "'Lyon'"})
    assert "établissement . commune" not in order(chosen)


def test_a_ticked_possibility_is_a_part_of_its_question_and_its_neighbours_are_not():
    rules = engine("modele-social")
    assert whole(rules, "entreprise . activités . artisanale") == "entreprise . activités"
    assert whole(rules, "entreprise . activités . saisonnière") == "entreprise . activités . saisonnière"


def test_questions_written_by_hand_are_asked_in_their_order():
    simulator = simulators()["comparaison-régimes-sociaux"]
    given = {"entreprise . chiffre d'affaires": "4000 €/mois", "entreprise . charges": "1000 €/mois"}
    asked = order(Simulation(simulator, given))
    assert asked == [name for name in simulator.questions.written if name in asked]
    assert len(asked) > 3
