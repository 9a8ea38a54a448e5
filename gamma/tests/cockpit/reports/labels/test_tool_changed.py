"""Tool changed: told where a comparison, a figure or a target spans it, silent where nothing does."""

import pytest


@pytest.fixture
def two_tools(monthly):
    before = monthly(100, year=2019, tool="Ancien")
    return [*before, *monthly(110, year=2020, tool="Nouveau")]


def test_year_on_year_across_the_change(says, indicator, two_tools):
    (found,) = says("tool_changed", indicator(readings=two_tools))
    assert (found["before"], found["tool_before"], found["after"], found["tool"]) == (
        *("2019-12", "Ancien"),
        *("2020-01", "Nouveau"),
    )
    assert (found["first"], found["last"]) == ("2020-01", "2020-12")


def test_a_published_span_of_the_indicator_it_supports(says, indicator, two_tools):
    series = indicator("series", readings=two_tools[11:14], followed=False, supports="a")
    inside, across = ("12 months to 2019-12", 1200, "early"), ("12 months to 2020-06", 1250, "late")
    (found,) = says("tool_changed", indicator("a", period="rolling_12_months", readings=[inside, across]), series)
    assert found["spans"] == "12 months to 2020-06"
    assert "first" not in found


def test_the_span_of_a_target(says, indicator, two_tools):
    target = {"id": "t1", "due": "2020-06-30", "period": "12 months to 2020-06", "value": 1300, "source": "early"}
    found = says("tool_changed", indicator(readings=two_tools[11:14], targets=[target]))
    assert [one["spans"] for one in found] == ["12 months to 2020-06"]


def test_a_tool_that_changes_all_the_time_is_not_told_of_every_time(says, indicator, monthly):
    readings = monthly(100, year=2019, tool="Ancien") + monthly(100, year=2020, tool="Nouveau")
    readings += monthly(100, year=2021, tool="Ancien") + monthly(100, year=2022, tool="Nouveau")
    readings += monthly(100, year=2023, tool="Ancien") + monthly(100, year=2024, tool="Nouveau")
    found = says("tool_changed", indicator(readings=readings))
    assert [one["after"] for one in found] == ["2021-01", "2022-01", "2023-01", "2024-01"]


def test_one_tool_or_none_named(says, indicator, monthly):
    one = monthly(100, tool="Seul") + monthly(110, year=2021, tool="Seul")[:2]
    unnamed = monthly(100)
    assert says("tool_changed", indicator(readings=one), indicator("b", readings=unnamed)) == []


def test_a_change_that_no_comparison_spans(says, indicator, two_tools):
    assert says("tool_changed", indicator(readings=two_tools[8:16])) == []


def test_a_tool_tried_for_one_month_mixes_only_what_touches_it(says, indicator, monthly):
    readings = monthly(100, year=2019, tool="Ancien")
    readings += monthly(100, year=2020, tool="Ancien")
    readings[14] = ("2020-03", 100, "sheet", {"tool": "Essai"})
    found = says("tool_changed", indicator(readings=readings))
    assert [(one["before"], one["after"], one.get("first"), one.get("last")) for one in found] == [
        ("2020-02", "2020-03", "2020-03", "2020-03")
    ]
