"""Showing: the figures of the pages are those of the samples, and what they are made of adds up."""

import pytest

from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.page.gestures import Gesture
from gamma.services.simulators.page.showing import results
from gamma.services.simulators.reckoning.contributions import ROOT, contributions
from gamma.services.simulators.reckoning.figures import amount, values
from gamma.services.simulators.simulations import Simulation

GROSS = "salarié . contrat . salaire brut"
SALARY = simulators()["salaire-brut-net"]
SLIPS = [slug for slug, one in simulators().items() if one.payslip]


def shown(slug: str, unit: str = "", **answers: str):
    simulator = simulators()[slug]
    given = answers or samples(slug)[1].situation
    simulation = Simulation(simulator, given, unit=unit or simulator.unit)
    return results(Gesture(simulation, simulation))


@pytest.mark.parametrize("slug", simulators())
def test_every_page_has_figures_before_anything_is_given_and_says_whose(slug):
    simulator = simulators()[slug]
    nothing = Simulation(simulator, unit=simulator.unit)
    page = results(Gesture(nothing, nothing))
    assert page.lines or page.table.columns or page.shares
    assert page.refusals == []
    assert bool(page.example) != simulator.questions.at_once
    given = [one.control.value for one in page.fields if one.control.kind == "amount"]
    assert not any(given) or simulator.questions.at_once


@pytest.mark.parametrize("slug", SLIPS)
def test_the_lines_of_a_payslip_add_up_to_its_totals(slug):
    simulator = simulators()[slug]
    simulation = Simulation(simulator, samples(slug)[1].situation, unit=simulator.unit)
    found = values(simulation, contributions(simulator.model).rules)
    for side in ("employer", "employee"):
        lines = [(line.rule, getattr(line, side)) for line in contributions(simulator.model).lines]
        signed = [
            (-1 if rule.endswith("exonérations") else 1) * (amount(found[paid], "€/mois").number or 0)
            for rule, paid in lines
            if paid
        ]
        total = amount(found[f"{ROOT} . {'employeur' if side == 'employer' else 'salarié'}"], "€/mois").number
        assert sum(signed) == pytest.approx(total or 0, abs=0.01), side


@pytest.mark.parametrize("slug", [slug for slug, one in simulators().items() if one.payslip and not one.contexts])
def test_institutions_are_paid_what_is_owed(slug):
    simulator = simulators()[slug]
    simulation = Simulation(simulator, samples(slug)[1].situation, unit="€/an")
    paid = [one.amount for one in simulator.institutions]
    found = values(simulation, [*paid, ROOT, "impôt . montant"])
    owed = sum(amount(found[name], "€/an").number or 0 for name in (ROOT, "impôt . montant"))
    assert sum(amount(found[name], "€/an").number or 0 for name in paid) == pytest.approx(owed, abs=0.01)


def test_the_parts_of_the_bar_are_the_whole_cost():
    page = shown("salaire-brut-net", **{GROSS: "3000 €/mois"})
    assert sum(one.percent for one in page.shares) == pytest.approx(100)
    assert sum(one.line.amount.number for one in page.shares) == pytest.approx(3984.08, abs=0.02)
    assert [one.start for one in page.shares] == pytest.approx(
        [0, page.shares[0].percent, 100 - page.shares[2].percent]
    )


def test_a_year_is_twelve_months_and_money_is_to_the_cent_or_to_the_euro():
    month, year = (shown("salaire-brut-net", unit, **{GROSS: "3000 €/mois"}) for unit in ("€/mois", "€/an"))
    monthly, yearly = ({one.name: one for one in page.lines} for page in (month, year))
    assert monthly["salarié . cotisations"].text == "1\u202f631,23\u00a0€/mois"
    assert yearly["salarié . cotisations"].text == "19\u202f575\u00a0€/an"
    assert [one.current for one in year.periods] == [False, True]


def test_what_cannot_be_solved_is_said_and_nothing_else_fails():
    page = shown("salaire-brut-net", **{"salarié . rémunération . net . à payer avant impôt": "90000000000 €/mois"})
    assert page.refusals
    assert page.refusals[0].mend


def test_what_does_not_hold_together_is_said_beside_the_form():
    page = shown("salaire-brut-net", **{GROSS: "SMIC / 0"})
    assert page.refusals
    assert [one.control.name for one in page.fields]


def test_notifications_are_those_that_hold():
    low = shown("salaire-brut-net", **{GROSS: "500 €/mois"})
    assert any("minimum" in one.name for one in low.notifications)
    assert shown("salaire-brut-net", **{GROSS: "3000 €/mois"}).notifications == []


def test_a_company_is_led_to_what_suits_it():
    found = {
        slug: {one.slug for one in shown("pour-mon-entreprise", **{"entreprise . catégorie juridique": given}).leads}
        for slug, given in (("SAS", "'SAS'"), ("EI", "'EI'"))
    }
    assert "sasu" in found["SAS"] - found["EI"]
    assert "auto-entrepreneur" in found["EI"] - found["SAS"]
    assert "salaire-brut-net" in found["SAS"] & found["EI"]
    assert shown("sasu").leads == []


def test_the_rules_of_another_year_are_other_rules():
    now = shown("salaire-brut-net", **{GROSS: "2000 €/mois"})
    then = shown("salaire-brut-net", **{GROSS: "2000 €/mois", "date": "01/07/2024"})
    assert [one.label for one in then.years if one.current] == ["2024"]
    assert [one.label for one in now.years if one.current] == ["2026"]
    cost = [one.control.value for page in (now, then) for one in page.fields if "coût total" in one.control.name]
    assert cost[0] != cost[1]
