"""Years of pay: each month against the rules by themselves, the whole year against its mean month."""

from dataclasses import replace
from math import isnan

import pytest

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.catalogue.shapes import Monthly
from gamma.services.simulators.months.year import usual_pay, year, year_of
from gamma.services.simulators.rules import engine
from gamma.services.simulators.simulations import Simulation

GROSS, REDUCTION = "salarié . contrat . salaire brut", "salarié . cotisations . exonérations . RGDU"
PAID, OVERSEAS = "salarié . rémunération . brut", "salarié . cotisations . exonérations . lodeom . montant"
GENERAL = Simulation(simulators()["réduction-générale"], {}, unit="€/mois")
ZONE = {
    "salarié . cotisations . exonérations . zones lodeom": "'zone un'",
    "salarié . cotisations . exonérations . lodeom . zone un . barèmes": "'compétitivité'",
}
LODEOM = Simulation(simulators()["lodeom"], ZONE, unit="€/mois")
UNEVEN = [2000.0, 2000.0, None, 2500.0, 1900.0, 2100.0, 2000.0, 0.0, 2000.0, 2000.0, 2300.0, 4000.0]
WORKED = [number for number, pay in enumerate(UNEVEN, 1) if pay]


def ruled(simulation: Simulation, pay: str, figure: str, amount: float, **more) -> float:
    situation = {**simulation.situation(), pay: f"{amount} €/mois", **more}
    return engine("modele-social").with_situation(situation).evaluate(figure).value or 0.0


def wage(number: int) -> float:
    return engine("modele-social").with_situation({"date": f"01/{number:02}/2026"}).evaluate("SMIC . horaire").value


CASES = [(GENERAL, GROSS, REDUCTION), (LODEOM, PAID, OVERSEAS)]


@pytest.mark.parametrize(("simulation", "pay", "figure"), CASES)
def test_a_month_gives_by_itself_what_the_rules_of_its_day_give(simulation, pay, figure):
    for month in year(simulation, UNEVEN, "progressive"):
        date = f"01/{month.number:02}/2026"
        expected = ruled(simulation, pay, figure, month.pay, date=date) if month.pay else 0.0
        assert month.alone == pytest.approx(expected)


@pytest.mark.parametrize("correction", ["progressive", "annual"])
@pytest.mark.parametrize(("simulation", "pay", "figure"), CASES)
def test_the_year_is_worth_its_mean_month(simulation, pay, figure, correction):
    months = year(simulation, UNEVEN, correction)
    mean = sum(filter(None, UNEVEN)) / len(WORKED)
    wages = sum(map(wage, WORKED)) / len(WORKED)
    expected = len(WORKED) * ruled(simulation, pay, figure, mean, **{"SMIC . horaire": f"{wages} €/heure"})
    assert months[-1].total == pytest.approx(expected)
    assert sum(month.given for month in months) == pytest.approx(expected)


def test_each_month_is_put_right_as_the_year_goes():
    months = year(GENERAL, UNEVEN, "progressive")
    assert months[0].correction == pytest.approx(0.0)
    assert months[3].correction < 0  # 2 500 € after two months at 2 000 €: less is due than was given
    assert months[-1].given < 0


def test_or_the_last_month_worked_is():
    months = year(GENERAL, [*UNEVEN[:10], None, None], "annual")
    assert [month.number for month in months if abs(month.correction) > 0.01] == [10]
    assert months[11].total == months[9].total


def test_a_month_without_pay_counts_for_nothing():
    months = year(GENERAL, UNEVEN, "progressive")
    assert [(month.pay, month.alone, month.given) for month in (months[2], months[7])] == [(None, 0.0, 0.0)] * 2
    assert months[2].total == months[1].total


def test_a_year_without_pay_gives_nothing():
    assert [month.total for month in year(GENERAL, [None] * 12, "annual")] == [0.0] * 12


def test_a_year_that_never_rises_needs_nothing_put_right():
    """2025: one minimum wage from January to December."""
    past = GENERAL.answering("date", "01/01/2025")
    assert year_of(past) == 2025
    assert all(month.correction == pytest.approx(0.0) for month in year(past, [2000.0] * 12, "progressive"))


def test_the_usual_pay_is_that_of_the_simulation():
    assert usual_pay(GENERAL.answering(GROSS, "24000 €/an")) == pytest.approx(2000.0)
    assert usual_pay(LODEOM.answering(PAID, "30000 €/an")) == pytest.approx(2500.0)
    assert usual_pay(GENERAL) is None


def test_what_the_rules_do_not_tell_is_no_zero():
    """Without a gross pay the reduction is unknown; above the ceiling it does not apply, and is 0."""
    silent = Monthly(pay="entreprise . charges", figure=REDUCTION)
    simulation = replace(GENERAL, simulator=GENERAL.simulator.model_copy(update={"monthly": silent}))
    assert isnan(year(simulation, [2000.0] * 12, "annual")[-1].total)
    assert year(GENERAL, [9000.0] * 12, "annual")[-1].total == 0.0
