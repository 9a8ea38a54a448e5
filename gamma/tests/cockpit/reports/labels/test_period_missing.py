"""Period missing: counts without span, with the days they would take at the pace last told."""

import pytest


@pytest.mark.parametrize("kind", ["count", "count_distinct"])
def test_a_count_without_span(says, indicator, kind):
    readings = [("unstated 2021-03", 1800, "draft")]
    assert says("period_missing", indicator("a", kind, readings=readings)) == [{"value": "1800", "source": "draft"}]


def test_the_pace_last_told_hints_at_the_span(says, indicator):
    readings = [("a week of 2020-09", 70, "early"), ("2020-W50", 700, "early"), ("unstated 2021-03", 1400, "draft")]
    (found,) = says("period_missing", indicator("a", "count", "week", readings))
    assert (found["pace"], found["period"], found["days"]) == ("700", "2020-W50", "14")


def test_people_have_no_pace_because_they_do_not_add_up(says, indicator):
    readings = [("2020-12", 700, "early"), ("unstated 2021-03", 1400, "draft")]
    (found,) = says("period_missing", indicator("a", "count_distinct", readings=readings))
    assert "days" not in found


@pytest.mark.parametrize("kind", ["ratio", "survey_share", "score", "stock"])
def test_a_share_or_a_state_needs_no_span(says, indicator, kind):
    assert says("period_missing", indicator("a", kind, readings=[("unstated 2021-03", 40, "draft")])) == []


@pytest.mark.parametrize(("period", "told"), [("unstated 2021-03", 0), ("unstated", 1)])
def test_a_total_since_the_opening_needs_only_its_date(says, indicator, period, told):
    total = indicator(readings=[(period, 1800, "draft")], definition={"aggregation": "cumulative"})
    assert len(says("period_missing", total)) == told


def test_a_stated_span_and_a_figure_without_number(says, indicator):
    nothing = ("unstated 2021-03", None, "draft", {"precision": "unstated", "text": "Beaucoup"})
    assert says("period_missing", indicator(readings=[("2021-03", 1800, "draft"), nothing])) == []
