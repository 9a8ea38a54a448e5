"""Sums of distinct counts: in the definition, or in a figure that only an addition gives."""

PEOPLE = {"name": "people", "kind": "count_distinct"}


def test_a_definition_that_adds_people(says, indicator):
    assert says("sums_of_distinct_counts", indicator(**PEOPLE, definition={"aggregation": "sum"})) == [{}]


def test_a_definition_that_recounts_people(says, indicator):
    assert says("sums_of_distinct_counts", indicator(**PEOPLE, definition={"aggregation": "distinct"})) == []


def test_a_count_may_be_added(says, indicator):
    assert says("sums_of_distinct_counts", indicator(definition={"aggregation": "sum"})) == []


def test_a_year_that_is_the_sum_of_its_own_months(says, indicator, monthly):
    readings = [*monthly(100, 1), ("2020", 1278, "early")]
    (found,) = says("sums_of_distinct_counts", indicator(**PEOPLE, readings=readings))
    assert (found["value"], found["total"], found["period"]) == ("1278", "1278", "2020")


def test_a_year_recounted_is_less_than_the_sum(says, indicator, monthly):
    readings = [*monthly(100, 1), ("2020", 900, "early")]
    assert says("sums_of_distinct_counts", indicator(**PEOPLE, readings=readings)) == []


def test_rolling_months_that_are_the_sum_of_a_series_beside(says, indicator, monthly):
    months = indicator("months", kind="count_distinct", readings=monthly(50, 1), followed=False, supports="people")
    total = sum(50 + month for month in range(1, 13))
    people = indicator("people", "count_distinct", "rolling_12_months", [("12 months to 2020-12", total, "late")])
    assert [one["months"] for one in says("sums_of_distinct_counts", people, months)] == ["2020-01/2020-12"]
