"""Programs: what is asked often enough is compiled, gives what the walker gives, and walks no more."""

import pytest

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.reckoning import programs
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


def compiled():
    return engine("modele-social").with_situation(situation()).program([NET], {GROSS: "€/mois"})


def test_a_program_is_made_once_walks_have_taken_as_long():
    kept, made = Kept(price=1.0), []
    make = lambda: made.append(one := compiled()) or one  # noqa: E731
    assert kept.program("answers", make) is None
    kept.walked("answers", 0.6)
    assert kept.program("answers", make) is None
    kept.walked("answers", 0.6)
    assert [kept.program("answers", make), kept.program("answers", make)] == [made[0], made[0]]
    kept.walked("answers", 0.6)  # by a thread that began before
    assert kept.program("answers", make) is made[0]
    assert len(made) == 1


def test_the_answers_longest_unused_are_forgotten_first():
    kept = Kept(most=2, price=0.0)
    for answers in "ab":
        kept.walked(answers, 1.0)
    assert kept.program("a", compiled) is not None
    kept.walked("c", 1.0)
    assert kept.program("a", compiled) is not None
    assert kept.program("b", compiled) is None


def numbers(found):
    return {index: one.value for index, one in enumerate(found) if isinstance(one.value, float)}


@pytest.mark.parametrize("given", [NET, COST])
@pytest.mark.parametrize("amount", [1500.0, 5000.0, 12_000.0])
def test_the_program_of_an_amount_that_is_sought_walks_nothing(given, amount, monkeypatch):
    """Above some amount the income tax is reckoned by another method, chosen on the amount that is sought."""
    asked = situation(**{given: f"{amount} €/mois"})
    wanted = targets(SALARY)
    parts = split(asked, [given])
    program = engine("modele-social").with_situation(parts.fixed).program(wanted, parts.units)
    assert program({given: [amount]}).walked == 0
    walked = engine("modele-social").with_situation(asked).evaluate_all(wanted)
    monkeypatch.setattr(programs, "KEEPER", Kept(price=0.0))
    for _ in range(2):
        assert numbers(reckon("modele-social", asked, wanted, [given]).values()) == pytest.approx(numbers(walked))
