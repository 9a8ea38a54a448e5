"""Sweeps: the range, the figures that are shown, and how much of one more euro is not kept."""

import pytest

from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.reckoning.figures import Amount
from gamma.services.simulators.sweeping.ranges import POINTS, ranged
from gamma.services.simulators.sweeping.sweeps import asked, sweep, unkept

GROSS = "salarié . contrat . salaire brut"
NET = "salarié . rémunération . net . à payer avant impôt"
AFTER = "salarié . rémunération . net . payé après impôt"
COST = "salarié . coût total employeur"


def swept(query, slug="salaire-brut-net", **form):
    simulation = addresses.told(simulators()[slug], query)
    return sweep(
        asked(simulation, {name: [value] if isinstance(value, str) else value for name, value in form.items()})
    )


def test_a_marginal_rate_is_what_the_net_does_not_get():
    """100 more gives 60, then 90, then takes 20 away; by the year, 100 a year more gives 5 a month."""
    net = [Amount(number, "€/mois") for number in (0.0, 60.0, 150.0, 130.0)] + [Amount(None, "€/mois")]
    assert unkept([0, 100, 200, 300, 400], net, "€/mois") == pytest.approx([40, 10, 120, None])
    yearly = [Amount(0.0, "€/mois"), Amount(5.0, "€/mois")]
    assert unkept([0, 100], yearly, "€/an") == pytest.approx([40])


def test_the_rate_of_an_employee_is_that_of_their_contributions():
    """Between two grosses below the ceiling, what is not kept is the sum of the rates on the whole pay."""
    found = swept(f"{GROSS}=3000 €/mois", de="2400", a="3600")
    rank = found.values.index(3000)
    before, after = (found.amounts[NET][place].number for place in (rank, rank + 1))
    step = found.values[rank + 1] - 3000
    assert found.rates[NET][rank] == pytest.approx(100 * (1 - (after - before) / step))
    assert found.rates[NET][rank] == pytest.approx(21.0, abs=1.5)
    assert set(found.rates) == {NET, AFTER}


@pytest.mark.parametrize("given", [3000, 1867.02, 17, 123456, 0.5])
def test_the_usual_range_has_round_steps(given):
    found = ranged("", "", given, "€/mois")
    assert found.low == 0
    assert 2.5 * given <= found.high <= 2.8 * given
    assert POINTS * 0.6 < len(found.values) < POINTS * 1.7
    assert found.values == sorted(set(found.values))
    assert not found.errors


@pytest.mark.parametrize(
    ("low", "high", "wrong"),
    [
        ("abc", "3000", {"de"}),
        ("NaN", "inf", {"de", "a"}),
        ("3000", "1000", {"a"}),
        ("1000", "1000", {"a"}),
        ("-5", "100", {"de"}),
        ("0", "9" * 30, {"a"}),
        ("1e9", "x" * 10_000, {"de", "a"}),
    ],
)
def test_bounds_that_cannot_be_used_are_told_and_the_usual_ones_taken(low, high, wrong):
    found = ranged(low, high, 1000.0, "€/mois")
    assert set(found.errors) == wrong
    assert (found.low, found.high) == (0, 2500)


def test_bounds_are_read_as_french_people_write_them():
    found = ranged("1 500,50", "3 000 €", 2000.0, "€/mois")
    assert (found.low, found.high, found.values[0], found.values[-1]) == (1500.5, 3000, 1500.5, 3000)


def test_the_figures_shown_are_those_chosen_three_at_most():
    assert swept(f"{GROSS}=3000 €/mois").shown == (COST, NET, AFTER)
    names = ["salarié . cotisations", "no such rule", GROSS, AFTER, NET, COST]
    assert swept(f"{GROSS}=3000 €/mois", figure=names).shown == ("salarié . cotisations", AFTER, NET)


def test_another_amount_takes_its_own_range():
    query = f"{GROSS}=3000 €/mois"
    found = swept(query, axe=COST, avant=GROSS, de="1", a="2", figure=[NET])
    assert found.asked.range.low == 0
    assert found.shown == (GROSS, NET, AFTER)
    assert swept(query, axe=COST, avant=COST, de="1000", a="5000").asked.range.high == 5000


def test_values_that_nothing_leads_to_are_counted():
    found = swept(f"{COST}=3000 €/mois", de="0", a="3000")
    assert found.amounts[NET][0].value is None
    assert found.lost == 1
