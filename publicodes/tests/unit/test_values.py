"""Values: dates, shown numbers and roots at their edges."""

import math

import pytest

from publicodes.values.dates import difference, ordinal
from publicodes.values.formatting import format_value, number_text, serialise_value
from publicodes.values.roots import Accuracy, brent
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import parse_unit


@pytest.mark.parametrize(
    "text", ["1/1/2020", "01/01/20", "31/02/2020", "00/01/2020", "01/01/0000", "a1/01/2020", "¹1/01/2020", "٠١/٠١/٢٠٢٠"]
)
def test_texts_that_are_no_day(text: str) -> None:
    assert ordinal(text) is None


def test_the_first_and_last_days_have_a_difference() -> None:
    first, last = ordinal("01/01/0001"), ordinal("31/12/9999")
    assert first == 1
    assert last is not None
    assert difference(first, last, "jour") == last - 1
    assert difference(first, last, "année civile") == 9999


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1e21, "1e+21"),
        (1e-7, "1e-7"),
        (1e-6, "0.000001"),
        (-0.0, "0"),
        (123456789012345680000.0, "123456789012345680000"),
        (5e-324, "5e-324"),
        (0.1 + 0.2, "0.30000000000000004"),
        (math.inf, "Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_numbers_are_written_with_their_shortest_digits(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (-0.001, "€", "-0,00\u00a0€"),
        (8.001, "€", "8,00\u00a0€"),
        (math.inf, "€", "∞\u00a0€"),
        (5.0, "m.km/m", "5\u202f000\u00a0km"),
        (-5.0, "%", "-5\u00a0%"),
        (0.07, "%", "0,07\u00a0%"),
        (12.5, "", "12,5"),
    ],
)
def test_numbers_shown_in_french(number: float, unit: str, text: str) -> None:
    assert format_value(number, parse_unit(unit)) == text


def test_numbers_shown_in_english() -> None:
    assert format_value(-12345678.9, parse_unit("€"), "en") == "-€12,345,678.90"
    assert format_value(0.5, parse_unit("%"), "en") == "0.5%"


def test_the_largest_and_smallest_numbers_are_shown() -> None:
    assert format_value(1.5e308, precision=100).startswith("150\u202f000")
    assert format_value(5e-324, precision=100) == "0"
    with pytest.raises(ValueError, match="0 to 100 decimals"):
        format_value(1.0, precision=101)


def test_absent_values_are_shown_and_not_written() -> None:
    assert (format_value(UNDEFINED), format_value(NOT_APPLICABLE)) == ("Pas encore défini", "Non applicable")
    assert serialise_value(UNDEFINED) is serialise_value(NOT_APPLICABLE) is None
    assert serialise_value(True) == "oui"
    assert serialise_value(5.0, parse_unit("jour ouvré")) == "5jourouvré"


def test_the_ends_close_on_a_place_where_the_function_has_no_value() -> None:
    found = brent(lambda x: math.nan * x, -1.0, 1.0, Accuracy(0.1, 10, 1.0))
    assert found is not None
    assert -1 <= found <= -0.9


def test_no_root_when_the_steps_are_spent_far_from_it() -> None:
    assert brent(lambda x: x**3 - 8, -1e6, 1e8, Accuracy(0.1, 3, 1.0)) is None
