"""Gestures: what a form says, with scripts (the field edited is known) and without (all are compared)."""

import pytest

from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.page.gestures import ASKED, EDITED, SKIP, STATE, Gesture, gesture
from gamma.services.simulators.page.showing import results
from gamma.services.simulators.simulations import Simulation

SALARY = simulators()["salaire-brut-net"]
GROSS, NET = "salarié . contrat . salaire brut", "salarié . rémunération . net . à payer avant impôt"
CONTRACT = "salarié . contrat"
BEFORE = Simulation(SALARY, {GROSS: "3000 €/mois"}, unit="€/mois")


def form(simulation: Simulation = BEFORE, **more: list[str]) -> dict[str, list[str]]:
    """The form of a page as a browser sends it: its state and all the fields as they were shown, then what changed."""
    shown = results(Gesture(simulation, simulation)).fields
    fields = {one.control.name: [one.control.value] for one in shown}
    return {STATE: [addresses.write(simulation)], **fields, **more}


def after(**more: list[str]) -> Gesture:
    return gesture(SALARY, form(**more))


def test_a_form_sent_as_it_was_shown_changes_nothing():
    assert after().simulation == BEFORE


def test_the_amount_that_was_changed_is_found_among_all():
    assert after(**{NET: ["2 000"]}).simulation.answers == {NET: "2000 €/mois"}


def test_the_edited_field_is_the_only_one_that_counts():
    done = after(**{NET: ["2000"], GROSS: ["9999"], EDITED: [NET]})
    assert done.simulation.answers == {NET: "2000 €/mois"}
    assert after(**{EDITED: ["salarié . contrat"]}).simulation == BEFORE  # no field of the top of the page


def test_an_answer_is_given_passed_over_or_taken_back():
    assert after(**{ASKED: [CONTRACT], CONTRACT: ["", "'CDD'"]}).simulation.answers[CONTRACT] == "'CDD'"
    assert after(**{ASKED: [CONTRACT], CONTRACT: [""], SKIP: ["1"]}).simulation.skipped == (CONTRACT,)
    assert after(**{ASKED: [CONTRACT], CONTRACT: [""]}).simulation.skipped == (CONTRACT,)
    again = gesture(SALARY, form(BEFORE.skipping(CONTRACT), **{ASKED: [CONTRACT], CONTRACT: ["'stage'"]}))
    assert (again.simulation.skipped, again.simulation.answers[CONTRACT]) == ((), "'stage'")


def test_an_amount_and_an_answer_of_the_same_form_both_count():
    done = after(**{GROSS: ["4000"], ASKED: [CONTRACT], CONTRACT: ["'CDD'"]})
    assert done.simulation.answers == {GROSS: "4000 €/mois", CONTRACT: "'CDD'"}


def test_what_was_typed_is_kept_with_what_is_wrong_with_it():
    done = after(**{NET: ["deux mille"], EDITED: [NET]})
    assert done.simulation == BEFORE
    assert "n'est pas un nombre" in done.errors[NET]
    [field] = [one for one in results(done).fields if one.control.name == NET]
    assert (field.control.value, bool(field.error)) == ("deux mille", True)


def test_an_emptied_amount_is_forgotten():
    assert after(**{GROSS: [""], EDITED: [GROSS]}).simulation.answers == {}


@pytest.mark.parametrize("state", ["", "%%%", "x=1", "salarié . contrat=((((", "=" * 3_000, "\x00"])
def test_a_state_that_was_tampered_with_is_no_error(state):
    assert gesture(SALARY, {STATE: [state], GROSS: ["3000"]}).simulation.answers == {GROSS: "3000 €/mois"}
