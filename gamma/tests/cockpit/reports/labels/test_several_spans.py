"""Several spans: long spans under one name; short ones, and a single span, are left alone."""

import pytest

THREE = [("2020", 32, "early"), ("12 months to 2021-03", 33, "draft"), ("since start to 2021-05", 60, "late")]


def test_a_year_twelve_months_and_a_whole_life(says, indicator):
    (found,) = says("several_spans", indicator("a", "count_distinct", "year", THREE))
    assert (found["spans"], found["values"]) == ("3", "32; 33; 60")


@pytest.mark.parametrize("without", range(3))
def test_two_of_them_are_enough(says, indicator, without):
    readings = [row for rank, row in enumerate(THREE) if rank != without]
    assert [one["spans"] for one in says("several_spans", indicator("a", "count_distinct", "year", readings))] == ["2"]


def test_one_span_through_the_years(says, indicator):
    readings = [("2019", 20, "early"), ("2020", 32, "early"), ("unstated 2021", 40, "late")]
    assert says("several_spans", indicator("a", "count_distinct", "year", readings)) == []


def test_months_beside_a_year_are_told_apart_by_any_reader(says, indicator):
    assert says("several_spans", indicator(readings=[("2020-12", 3, "early"), ("2020", 32, "early")])) == []


def test_the_total_of_a_count_is_told_of_once_as_a_stock(says, indicator):
    readings = [("2020", 32, "early"), ("since start to 2021-05", 60, "late")]
    assert says("several_spans", indicator("a", "count", "year", readings)) == []


def test_an_evidence_series_has_no_name_to_defend(says, indicator):
    series = indicator("series", "count_distinct", "year", THREE, followed=False, supports="a")
    assert says("several_spans", indicator(), series) == []
