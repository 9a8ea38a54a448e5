"""Jump unlikely: two sources, tenfold a month; growth, one source, zero and long gaps are left alone."""

import pytest


def stock(*readings):
    return {"name": "a", "kind": "stock", "period": "instant", "readings": list(readings)}


def test_a_jump_between_two_sources(says, indicator):
    (found,) = says("jump_unlikely", indicator(**stock(("at 2021-03", 2, "draft"), ("at 2021-05", 295, "late"))))
    assert (found["value_before"], found["value"], found["factor"]) == ("2", "295", "147.5")


def test_a_fall_between_two_sources(says, indicator):
    found = says("jump_unlikely", indicator(readings=[("2021-01", 5000, "draft"), ("2021-02", 50, "late")]))
    assert [one["factor"] for one in found] == ["0"]


@pytest.mark.parametrize(
    "readings",
    [
        [("at 2021-03", 2, "draft"), ("at 2021-05", 150, "late")],
        [("at 2021-03", 2, "late"), ("at 2021-05", 295, "late")],
        [("at 2019-03", 2, "draft"), ("at 2021-05", 295, "late")],
        [("at 2021-03", 0, "draft"), ("at 2021-05", 295, "late")],
        [("at 2021-03", 2, "draft"), ("unstated 2021-05", 295, "late")],
    ],
)
def test_not_told(says, indicator, readings):
    assert says("jump_unlikely", indicator(**stock(*readings))) == []


def test_a_share_may_jump(says, indicator):
    readings = [("2021-01", 1, "draft"), ("2021-02", 90, "late")]
    assert says("jump_unlikely", indicator("a", "ratio", readings=readings)) == []
