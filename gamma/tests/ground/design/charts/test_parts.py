"""What is joined and what is not."""

from datetime import date

from gamma.ground.design.charts import Point
from gamma.ground.design.charts.parts import drawn_as_span, parts


def shape(points):
    return [[point.value for point in part] for part in parts(points)]


def instant(day, value):
    return Point(date(2021, 1, day), date(2021, 1, day), value, "")


def test_a_missing_month_is_a_gap(month):
    assert shape([month(2020, 1, 1), month(2020, 2, 2), month(2020, 4, 4)]) == [[1, 2], [4]]


def test_months_of_all_lengths_follow_one_another(month):
    assert shape([month(2020, rank, rank) for rank in range(1, 13)]) == [list(range(1, 13))]


def test_a_year_is_not_joined_to_a_month_and_is_drawn_over_its_days(month):
    year, after = month(2020, 1, 100, months=12), month(2021, 1, 9)
    assert shape([year, after]) == [[100], [9]]
    assert drawn_as_span(year, [year, after])
    assert not drawn_as_span(after, [year, after])


def test_counts_of_a_stock_are_joined_however_far_apart():
    assert shape([instant(1, 4), instant(30, 19)]) == [[4, 19]]


def test_points_are_put_in_order(month):
    assert shape([month(2020, 2, 2), month(2020, 1, 1)]) == [[1, 2]]
