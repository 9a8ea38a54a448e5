"""Units: what the recorded cases do not show – small magnitudes, plurals, hostile texts."""

import pytest

from publicodes.values.units import (
    EMPTY,
    Incompatible,
    convert,
    factors,
    has_percent,
    is_percent,
    parse_unit,
    same,
    without_percent,
)


def test_units_with_the_same_symbols_are_the_same_object() -> None:
    assert parse_unit("€/an/personne") is parse_unit("€/an.personne")


def test_order_of_symbols_is_part_of_the_text() -> None:
    assert not same(parse_unit("m.kg"), parse_unit("kg.m"))
    assert convert(3.0, parse_unit("m.kg"), parse_unit("kg.m")) == 3.0
    assert same(None, None)
    assert not same(EMPTY, None)


def test_each_part_of_a_unit_is_renamed() -> None:
    assert parse_unit("heures/mois", {"heures": "heure", "mois": "mois"}.__getitem__).text == "heure/mois"


@pytest.mark.parametrize(
    ("given", "expected"),
    [(1e-17, 0.0), (7.62939453125e-06, 7.6293945313e-06), (-7.62939453125e-06, -7.6293945313e-06)],
)
def test_conversion_keeps_sixteen_decimals_even_to_the_same_unit(given: float, expected: float) -> None:
    assert convert(given, parse_unit("€"), parse_unit("€")) == expected


def test_a_value_without_unit_takes_any_unit_as_it_is() -> None:
    assert convert(1e-17, None, parse_unit("€")) == 1e-17


def test_units_that_do_not_convert_are_named() -> None:
    with pytest.raises(Incompatible, match="« €/an » does not convert to « m »"):
        factors(parse_unit("€/an"), parse_unit("m"))


def test_percentages() -> None:
    assert without_percent(parse_unit("%.€/%")).text == "€/%"
    assert is_percent(parse_unit("%"))
    assert not is_percent(parse_unit("%/an"))
    assert has_percent(parse_unit("€.%"))
    assert not has_percent(parse_unit("€/%"))
    assert not has_percent(None)


@pytest.mark.parametrize("text", ["m999999999999999999999", ".".join(["m900"] * 9), "m1001"])
def test_enormous_powers_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="at most 1000"):
        parse_unit(text)
