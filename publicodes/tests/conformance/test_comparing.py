"""The referee: what it lets pass and what it does not."""

import math

import pytest
from comparing import Answer, compare, recorded, result
from scales import factor


@pytest.mark.parametrize(
    ("origin", "wanted", "by"),
    [
        ("€/an", "€/mois", 1 / 12),
        ("k€", "€", 1000),
        ("%", "", 0.01),
        ("", "%", 100),
        ("km2", "m2", 1e6),
        ("g/kg", "", 1e-3),
        ("jour/an", "jour/mois", 1 / 12),
        ("m.kg", "kg.m", 1),
        ("kW.h", "kWh", 1),
        ("€.mois/an", "€", 1 / 12),
        ("kgCO2e/t.km", "kgCO2e/km.t", 1),
    ],
)
def test_units_convert(origin, wanted, by):
    assert factor(origin, wanted) == pytest.approx(by, rel=1e-12)


@pytest.mark.parametrize(("origin", "wanted"), [("", "€"), ("€", "€/mois"), ("jours", "jour"), ("m2", "m"), ("g", "m")])
def test_units_that_do_not_convert(origin, wanted):
    assert factor(origin, wanted) is None


def number(value, unit=None, missing=(), **more):
    return Answer("value", value, unit, missing, **more)


@pytest.mark.parametrize(
    ("expected", "got", "fault"),
    [
        (number(1200.0, "€/an"), number(100.0, "€/mois"), ""),
        (number(1.0), number(1.0 + 9e-10), ""),
        (number(1.0), number(1.0 + 2e-9), "value"),
        (number(1e9), number(1e9 + 0.5), ""),
        (number(math.nan), number(math.nan), ""),
        (number(math.inf), number(1e308), "value"),
        (number(1e308), number(math.inf), "value"),
        (number(1.0), number(True), "kind"),
        (number(0.0), number(False), "kind"),
        (number("a"), number("b"), "value"),
        (number(1.0, "€"), number(1.0, "m"), "unit"),
        (number(1.0, ""), number(1.0, "€"), "unit"),
        (number(1.0), Answer("undefined"), "state"),
        (Answer("undefined"), Answer("not-applicable"), "state"),
        (Answer("error", "EngineError"), Answer("error", "UnitError"), ""),
        (number(1.0, missing=("a", "b")), number(1.0, missing=("b", "a")), ""),
        (number(1.0, missing=("a", "b"), ordered=True), number(1.0, missing=("b", "a")), "order"),
        (number(1.0, missing=("a",)), number(1.0), "missing"),
        (number(1.0, missing=None), number(1.0, missing=("a",)), ""),
    ],
)
def test_faults(expected, got, fault):
    assert compare(expected, got).fault == fault


def test_a_unit_on_one_side_only_is_told_and_allowed():
    verdict = compare(number(12.0, "€/an"), number(12.0))
    assert (verdict.fault, verdict.presence) == ("", True)


def test_a_converged_value_takes_the_place_of_the_recorded_one():
    read = result({"t": 0, "v": 1110.53, "u": "€", "m": [[1, 4]], "p": 1110.5}, ["a", "b"])
    assert (read.state, read.value, read.unit, read.missing) == ("value", 1110.5, "€", ("b",))
    assert compare(read, number(1110.53, "€", ("b",))).fault == "value"


def test_a_failed_inversion_says_nothing_of_the_unit_and_names_of_the_converged_one():
    read = result({"t": 0, "s": "undef", "u": "€/an", "m": [[1, 4]], "p": 1110.5}, ["a", "b"])
    assert (read.state, read.value, read.unit, read.missing) == ("value", 1110.5, None, None)
    assert compare(read, number(1110.5005)).fault == ""
    assert compare(read, number(1110.502)).fault == "value"


def test_short_states_are_read():
    assert result({"t": 0, "s": "na", "m": [[0, 1]]}, ["a"]) == Answer("not-applicable", None, None, ("a",))
    assert result({"t": 0, "s": "-inf"}, []).value == -math.inf
    assert result({"t": 0, "s": "err", "e": "EngineError"}, []).state == "error"


def test_a_text_that_looks_like_an_infinity_stays_a_text():
    assert recorded({"state": "value", "type": "string", "value": "Infinity"}).value == "Infinity"
    assert recorded({"state": "value", "type": "number", "value": "-Infinity"}).value == -math.inf


def test_rules_met_are_compared_in_order_when_they_were_recorded():
    read = recorded({"state": "value", "value": 1, "traversed": ["a", "b"]})
    assert compare(read, Answer("value", 1, missing=(), traversed=("a", "b"))).fault == ""
    assert compare(read, Answer("value", 1, missing=(), traversed=("b", "a"))).fault == "traversed"
