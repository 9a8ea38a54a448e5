"""Symbols: what settles into a plain value, and how two results share one column."""

import pytest

from publicodes.specialising.instructions import Builder
from publicodes.specialising.merging import MOST_UNITS, Merger
from publicodes.specialising.symbols import WALKED, Symbol, lift, settle
from publicodes.values.states import NOT_APPLICABLE, UNDEFINED
from publicodes.values.units import parse_unit

MONTH, YEAR, WEIGHT = parse_unit("€/mois"), parse_unit("€/an"), parse_unit("kg")


@pytest.fixture
def build():
    return Builder()


@pytest.fixture
def merger(build):
    return Merger(build)


@pytest.fixture
def mask(build):
    return build.input("b", "boolean")


def test_what_is_the_same_in_every_row_is_plain():
    assert settle(Symbol(3.0, "number")) == 3.0
    assert settle(Symbol(0.0, "number", absent=True)) is NOT_APPLICABLE
    assert settle(Symbol(0.0, "number", undefined=True)) is UNDEFINED
    assert settle(Symbol(0.0, "number", walked=True)) is WALKED


def test_plain_values_have_a_type():
    assert [lift(value).type for value in (1.0, True, "a")] == ["number", "boolean", "string"]


def test_a_known_mask_chooses_at_once(merger):
    assert merger.merge(True, 1.0, MONTH, 2.0, YEAR) == (1.0, MONTH)
    assert merger.merge(False, 1.0, MONTH, 2.0, YEAR) == (2.0, YEAR)


def test_rows_keep_their_unit_in_a_column_of_the_first(merger, mask, build):
    value, unit = merger.merge(mask, 1.0, MONTH, 12.0, YEAR)
    assert (unit, value.others, value.walked) == (MONTH, ((YEAR, build.negation(mask)),), False)


def test_rows_without_unit_and_rows_that_do_not_convert_are_told_apart(merger, mask, build):
    for other in (None, WEIGHT):
        value, unit = merger.merge(mask, 1.0, MONTH, 2.0, other)
        assert (unit, value.others) == (MONTH, ((other, build.negation(mask)),))


def test_a_zero_without_unit_is_bare(merger, mask, build):
    value, _ = merger.merge(mask, 1.0, MONTH, 0.0, None)
    assert (value.others, value.bare) == ((), build.negation(mask))


def test_ways_share_out_the_rows_and_join_again(merger, mask, build):
    value, unit = merger.merge(mask, 1.0, MONTH, 12.0, YEAR)
    ways = merger.ways(value, unit)
    assert [(way.mask, way.unit) for way in ways] == [(mask, MONTH), (build.negation(mask), YEAR)]
    assert merger.join(ways) == (value, unit)


def test_rows_in_too_many_units_are_walked(merger, build):
    value, unit = 0.5, MONTH
    for index in range(MOST_UNITS + 2):
        mask = build.input(f"b{index}", "boolean")
        value, unit = merger.merge(mask, float(index + 1), parse_unit(f"u{index}"), value, unit)
    assert len(value.others) == MOST_UNITS
    assert value.walked is not False


def test_values_of_two_types_do_not_share_a_column(merger, mask):
    value, _ = merger.merge(mask, 1.0, None, "a", None)
    assert value.walked is not False


def test_an_absent_value_takes_any_column(merger, mask):
    value, unit = merger.merge(mask, NOT_APPLICABLE, None, 2.0, MONTH)
    assert (value.value, value.absent, unit) == (2.0, mask, MONTH)


def test_a_text_that_is_a_date_joins_dates(merger, mask, build):
    day = Symbol(build.input("d", "date"), "date")
    value, _ = merger.merge(mask, day, None, "01/01/2020", None)
    assert (value.type, value.walked) == ("date", False)
