"""Choices: where a target starts from, and who chose the indicator it is set on."""

import pytest

TARGET = {"id": "t1", "due": "2020-12-31", "value": 18, "baseline": "at 2020-09", "source": "early"}
ADDED = [{"decided": "added", "review": "kickoff", "source": "early"}]


@pytest.fixture
def stock(indicator):
    def describe(direction="up", kind="stock", earlier=10, **more):
        readings = [("at 2019", earlier, "early", more), ("at 2020-09", 7, "late"), ("at 2020-12", 19, "late")]
        return indicator("a", kind, "instant", readings, targets=[TARGET], definition={"direction": direction})

    return describe


def test_a_start_below_an_earlier_figure(says, stock):
    (found,) = says("start_below_earlier", stock())
    assert (found["value"], found["earlier"], found["period_earlier"]) == ("7", "10", "at 2019")


def test_a_start_above_an_earlier_figure_when_less_is_better(says, stock):
    assert len(says("start_below_earlier", stock("down", earlier=5))) == 1


@pytest.mark.parametrize(
    "described",
    [
        {"earlier": 7},
        {"earlier": 3},
        {"direction": "down"},
        {"direction": "hold"},
        {"kind": "count"},
        {"precision": "at_most"},
    ],
)
def test_a_start_that_needs_no_explaining(says, stock, described):
    assert says("start_below_earlier", stock(**described)) == []


def test_a_target_on_an_indicator_nobody_chose(says, indicator):
    target = {key: value for key, value in TARGET.items() if key != "baseline"}
    chosen, unchosen = indicator("a", history=ADDED), indicator("b", targets=[target])
    assert says("target_never_chosen", chosen, unchosen) == [{"sources": "early"}]


def test_a_target_on_a_chosen_indicator_or_without_number(says, indicator):
    target = {key: value for key, value in TARGET.items() if key != "baseline"}
    unspoken = {key: value for key, value in target.items() if key != "value"} | {"text": "Une cible"}
    rows = indicator("a", targets=[target], history=ADDED), indicator("b", targets=[unspoken]), indicator("c")
    assert says("target_never_chosen", *rows) == []


def test_nothing_is_said_where_no_choice_is_recorded(says, indicator):
    target = {key: value for key, value in TARGET.items() if key != "baseline"}
    assert says("target_never_chosen", indicator("a", targets=[target]), indicator("b")) == []
