"""Visits named visitors: equal to a sum, to the rounding; silent on real visitors and where the sum proves nothing."""

import pytest

VISITORS = {"name": "visitors", "kind": "count_distinct", "period": "year"}


@pytest.fixture
def visits(indicator, monthly):
    def series(step=1):
        return indicator("visits", readings=monthly(1000, step), followed=False, supports="visitors")

    return series


def test_a_year_that_is_the_sum_of_its_visits(says, indicator, visits):
    (found,) = says("visits_named_visitors", indicator(**VISITORS, readings=[("2020", 12078, "early")]), visits())
    assert (found["value"], found["total"], found["months"], found["series"]) == ("12078", "12078", "2020", "visits")


def test_a_rounded_figure_is_the_sum_to_its_last_digit(says, indicator, visits):
    readings = [("2020", 12000, "early"), ("2020", 12100, "late"), ("2020", 12010, "draft")]
    found = says("visits_named_visitors", indicator(**VISITORS, readings=readings), visits())
    assert [one["value"] for one in found] == ["12000", "12100"]


def test_twelve_months_without_end_are_looked_for(says, indicator, visits, monthly):
    series = visits()
    series["readings"] += indicator("more", readings=monthly(2000, 1, year=2021)[:3])["readings"]
    total = sum(1000 + month for month in range(3, 13)) + 2001 + 2002
    found = says("visits_named_visitors", indicator(**VISITORS, readings=[("12 months", total, "draft")]), series)
    assert [one["months"] for one in found] == ["2020-03/2021-02"]


def test_twelve_months_without_end_that_several_sums_would_fit_prove_nothing(says, indicator, visits, monthly):
    series = visits(step=0)
    series["readings"] += indicator("more", readings=monthly(1000, year=2021)[:3])["readings"]
    found = says("visits_named_visitors", indicator(**VISITORS, readings=[("12 months", 12000, "draft")]), series)
    assert found == []


def test_real_visitors_are_fewer_than_visits(says, indicator, visits):
    assert says("visits_named_visitors", indicator(**VISITORS, readings=[("2020", 8000, "early")]), visits()) == []


def test_a_missing_month_leaves_no_sum(says, indicator, visits):
    series = visits()
    del series["readings"][4]
    assert says("visits_named_visitors", indicator(**VISITORS, readings=[("2020", 12078, "early")]), series) == []


def test_visits_may_be_summed_under_their_own_name(says, indicator, visits):
    total = indicator(name="visitors", kind="count", period="year", readings=[("2020", 12078, "early")])
    assert says("visits_named_visitors", total, visits()) == []


def test_a_series_that_supports_another_indicator_is_not_held_against_this_one(says, indicator, visits):
    other = indicator("other", kind="count_distinct", period="year", readings=[("2020", 12078, "early")])
    assert says("visits_named_visitors", other, indicator(**VISITORS), visits()) == []
