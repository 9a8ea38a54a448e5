"""Stock against flow: totals and states under a flow's name, spans under a stock's."""

import pytest


@pytest.mark.parametrize(
    ("kind", "window", "period"),
    [
        ("count", "month", "since start to 2020-11"),
        ("count", "year", "at 2020-12"),
        ("count_distinct", "month", "at 2020-12-31"),
        ("stock", "instant", "2020"),
        ("stock", "instant", "12 months to 2020-11"),
    ],
)
def test_told(says, indicator, kind, window, period):
    (found,) = says("stock_against_flow", indicator("a", kind, window, [(period, 234, "early")]))
    assert (found["values"], found["periods"]) == ("234", period)


@pytest.mark.parametrize(
    ("kind", "window", "period"),
    [
        ("count", "month", "2020-11"),
        ("count", "month", "2020"),
        ("count", "month", "unstated 2020-12"),
        ("count", "since_start", "since start to 2020-11"),
        ("count_distinct", "year", "since start to 2020-11"),
        ("stock", "instant", "at 2020-12"),
        ("stock", "instant", "since start to 2020-11"),
        ("ratio", "month", "at 2020-12"),
    ],
)
def test_not_told(says, indicator, kind, window, period):
    assert says("stock_against_flow", indicator("a", kind, window, [(period, 234, "early")])) == []


def test_a_count_that_says_it_is_cumulative_may_pile_up(says, indicator):
    total = indicator(readings=[("since start to 2020-11", 234, "early")], definition={"aggregation": "cumulative"})
    assert says("stock_against_flow", total) == []


def test_one_finding_gathers_all_the_figures_of_an_indicator(says, indicator):
    readings = [("at 2020-11", 1, "early"), ("at 2020-12", 2, "early"), ("2020-12", 3, "early")]
    assert [one["values"] for one in says("stock_against_flow", indicator(readings=readings))] == ["1; 2"]
