"""Moved from draft: the same figure in a draft and in what it became, when no period settles it."""

import pytest


def test_two_figures_without_period(says, indicator):
    readings = [("unstated 2021-03", 72, "draft"), ("unstated 2021-05", 87, "late")]
    (found,) = says("moved_from_draft", indicator("a", "survey_share", "unstated", readings))
    assert found == {"draft": "72", "draft_source": "draft", "published": "87", "source": "late"}


def test_two_figures_of_one_vague_period(says, indicator):
    readings = [("12 months", 3345, "draft"), ("12 months", 3000, "late")]
    assert len(says("moved_from_draft", indicator(readings=readings))) == 1


@pytest.mark.parametrize(
    "readings",
    [
        [("unstated 2021-03", 92, "draft"), ("unstated 2021-05", 92, "late")],
        [("unstated 2021-01", 72, "early"), ("unstated 2021-05", 87, "late")],
        [("2021-03", 72, "draft"), ("2021-04", 87, "late")],
        [("2021-03", 72, "draft"), ("2021-03", 87, "late")],
        [("12 months", 3345, "draft"), ("12 months to 2021-04", 3000, "late")],
        [("unstated 2021-03", 72, "draft"), ("unstated 2021-05", 70, "late", {"precision": "at_least"})],
        [("unstated 2021-03", 72, "draft"), ("unstated 2021-02", 60, "draft"), ("unstated 2021-05", 87, "late")],
    ],
)
def test_not_told(says, indicator, readings):
    assert says("moved_from_draft", indicator(readings=readings)) == []
