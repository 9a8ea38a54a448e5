"""Round numbers, and months or years, in the reader's language."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from gamma.ground.design.charts.axes import moment, new_years, number_axis, round_numbers, time_axis


@settings(deadline=None)
@given(st.lists(st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6), max_size=30))
def test_the_numbers_of_an_axis_are_few_take_in_all_values_and_zero(values):
    ticks = round_numbers(values)
    assert 0 in ticks
    assert 2 <= len(ticks) <= 9
    slack = 1e-9 * max(map(abs, ticks))
    assert all(ticks[0] - slack <= value <= ticks[-1] + slack for value in values)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([17936, 5010], [0, 5000, 10000, 15000, 20000]),
        ([], [0, 1]),
        ([77, -12], [-20, 0, 20, 40, 60, 80]),
    ],
)
def test_round_numbers(values, ticks):
    assert round_numbers(values) == pytest.approx(ticks)


def test_numbers_are_written_in_the_reader_s_language():
    with override("en"):
        assert '"10,000"' in number_axis([0, 10000.0])["labelExpr"]
    with override("fr"):
        assert "10\\u202f000" in number_axis([0, 10000.0])["labelExpr"]


def test_months_are_named_in_their_middle_and_the_year_once():
    with override("en"):
        axis = time_axis(date(2020, 11, 1), date(2021, 2, 28), 10)
    assert '[["Nov", "2020"], ["Dec"], ["Jan", "2021"], ["Feb"]]' in axis["labelExpr"]
    assert axis["values"][0] == moment(date(2020, 11, 16))


def test_ten_years_have_a_label_each_and_no_more_than_asked():
    axis = time_axis(date(2010, 1, 1), date(2020, 1, 1), 5)
    assert len(axis["values"]) == 4
    assert len(new_years(date(2010, 1, 1), date(2020, 1, 1))) == 9


def test_days_are_named_each_or_by_their_mondays():
    with override("fr"):
        week = time_axis(date(2021, 3, 1), date(2021, 3, 8), 10, daily=True)
        month = time_axis(date(2021, 3, 1), date(2021, 4, 1), 5, daily=True)
    assert week["labelExpr"].startswith('[["1 mars"], ["2 mars"], ["3 mars"]')
    assert month["labelExpr"].startswith('[["1 mars"], ["8 mars"], ["15 mars"], ["22 mars"], ["29 mars"]]')
    assert month["values"][1] == (moment(date(2021, 3, 8)) + moment(date(2021, 3, 9))) / 2


def test_a_single_day_has_its_month():
    with override("fr"):
        assert '["mars", "2021"]' in time_axis(date(2021, 2, 14), date(2021, 3, 16), 10)["labelExpr"]
