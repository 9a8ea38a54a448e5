"""Two values: one period, figures that cannot both be true."""

import pytest


def test_two_exact_values(says, indicator):
    readings = [("at 2020-12", 17, "draft"), ("at 2020-12", 19, "early"), ("at 2020-11", 16, "early")]
    (found,) = says("two_values", indicator("a", "stock", "instant", readings))
    assert (found["values"], found["sources"], found["gap"]) == ("19; 17", "early; draft", "11.8")
    assert "rounded" not in found


def test_sources_that_often_disagree_are_told_of_once(says, indicator, monthly):
    readings = [*monthly(100, source="early"), *monthly(100, 1, source="late")]
    (found,) = says("two_values", indicator(readings=readings))
    assert (found["values"], found["times"], found["gap"]) == ("100; 112", "12", "12")


def test_an_approximate_value_that_is_not_the_exact_one_rounded(says, indicator):
    readings = [("2021-03", 32717, "draft"), ("2021-03", 34000, "late", {"precision": "approx"})]
    (found,) = says("two_values", indicator(readings=readings))
    assert (found["gap"], found.get("rounded")) == ("3.9", None)


def test_a_value_that_may_be_the_other_one_rounded_is_told_as_such(says, indicator):
    readings = [("2020-09", 8900, "early"), ("2020-09", 9000, "late", {"precision": "approx"})]
    assert [one.get("rounded") for one in says("two_values", indicator(readings=readings))] == ["true"]


def test_a_bound_that_is_crossed(says, indicator):
    readings = [("2020", 2900, "early"), ("2020", 3000, "late", {"precision": "at_least"})]
    assert [one["values"] for one in says("two_values", indicator("a", period="year", readings=readings))] == [
        "2900; at_least 3000"
    ]


@pytest.mark.parametrize(
    "readings",
    [
        [("2020-12", 17, "draft"), ("2020-12", 17, "early")],
        [("2020-12", 17, "draft"), ("2020-11", 19, "early")],
        [("2020-12", 3200, "draft"), ("2020-12", 3000, "early", {"precision": "at_least"})],
        [("2020-12", 2000, "draft", {"precision": "at_least"}), ("2020-12", 3000, "early", {"precision": "at_least"})],
        [("2020-12", 3200, "draft"), ("2020-12", 4000, "early", {"precision": "at_most"})],
        [("2020-12", 17, "draft", {"provisional": True}), ("2020-12", 19, "early")],
        [("unstated 2020-12", 17, "draft"), ("unstated 2020-12", 19, "early")],
        [("a week of 2020-12", 17, "draft"), ("a week of 2020-12", 19, "early")],
        [("at 2020", 17, "draft"), ("at 2020", 19, "early")],
        [("12 months", 17, "draft"), ("12 months", 19, "early")],
        [("2020-12", 17, "draft"), ("12 months to 2020-12", 190, "early")],
    ],
)
def test_not_told(says, indicator, readings):
    assert says("two_values", indicator(readings=readings)) == []


def test_a_correction_settles_the_matter(says, indicator):
    settled = {"was": [{"value": 17}], "reason": "Erreur de lecture"}
    readings = [("2020-12", 19, "draft", settled), ("2020-12", 19, "early")]
    assert says("two_values", indicator(readings=readings)) == []
