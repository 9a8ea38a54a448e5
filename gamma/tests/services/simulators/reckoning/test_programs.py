"""Programs: what is asked twice is compiled, gives what the walker gives, and walks no more."""

import pytest

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.reckoning.figures import targets
from gamma.services.simulators.reckoning.programs import Kept, reckon, split
from gamma.services.simulators.rules import engine

GROSS, NET = "salarié . contrat . salaire brut", "salarié . rémunération . net . à payer avant impôt"
COST = "salarié . coût total employeur"
SALARY = simulators()["salaire-brut-net"]


def situation(**given):
    return {name: value for name, value in SALARY.situation.items() if name not in SALARY.amounts} | given


def test_only_plain_numbers_of_what_moves_are_set_apart():
    given = situation(**{GROSS: "3000 €/mois", NET: "2 * 1000 €/mois", COST: "4000 €/mois"})
    parts = split(given, [GROSS, NET, "no such rule"])
    assert (parts.numbers, parts.units) == ({GROSS: 3000.0}, {GROSS: "€/mois"})
    assert parts.fixed == {name: value for name, value in given.items() if name != GROSS}


def test_what_is_asked_once_is_not_compiled():
    kept, parts = Kept(), split(situation(**{GROSS: "3000 €/mois"}), [GROSS])
    assert kept.program("modele-social", parts, [NET]) is None
    found = kept.program("modele-social", parts, [NET])
    assert found is not None
    assert kept.program("modele-social", parts, [NET]) is found


def test_the_program_least_used_is_forgotten_first():
    kept, ways = Kept(most=2), [split(situation(**{one: "3000 €/mois"}), [one]) for one in (GROSS, NET, COST)]
    for parts in (ways[0], ways[1], ways[0], ways[2]):
        kept.program("modele-social", parts, [GROSS])
    assert kept.program("modele-social", ways[0], [GROSS]) is not None
    assert kept.program("modele-social", ways[1], [GROSS]) is None


def numbers(found):
    return {index: one.value for index, one in enumerate(found) if isinstance(one.value, float)}


@pytest.mark.parametrize("given", [NET, COST])
@pytest.mark.parametrize("amount", [1500.0, 5000.0, 12_000.0])
def test_an_amount_that_is_sought_is_walked_once(given, amount):
    """Above some amount the income tax is reckoned by another method, chosen on the amount that is sought."""
    asked = situation(**{given: f"{amount} €/mois"})
    wanted = targets(SALARY)
    parts = split(asked, [given])
    program = engine("modele-social").with_situation(parts.fixed).program(wanted, parts.units)
    assert program({given: [amount]}).walked == 0
    walked = engine("modele-social").with_situation(asked).evaluate_all(wanted)
    for _ in range(2):
        assert numbers(reckon("modele-social", asked, wanted, [given]).values()) == pytest.approx(numbers(walked))
