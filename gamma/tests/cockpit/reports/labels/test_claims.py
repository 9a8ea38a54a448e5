"""Claims: targets said to be reached, changes said to have been made, held against the figures of their time."""

import pytest

TARGET = {"id": "t1", "due": "2020-12-31", "value": 18, "source": "early"}
REACHED = {"text": "La cible est atteinte", "target": "t1"}


@pytest.fixture
def claimed(indicator):
    def describe(claim, *readings, **more):
        claims = [{"text": "Dit", "source": "late", **claim}]
        definition = {"direction": "up", **more.pop("definition", {})}
        return indicator(readings=list(readings), claims=claims, definition=definition, **more)

    return describe


def test_a_target_said_reached_that_the_same_text_misses(says, claimed):
    row = claimed(REACHED | {"source": "draft"}, ("2020-12", 17, "draft"), ("2020-12", 19, "late"), targets=[TARGET])
    (found,) = says("claim_contradicted", row)
    assert (found["value"], found["goal"], found["attainment"], found["source"]) == ("17", "18", "94.4", "draft")


def test_a_target_said_reached_that_the_figures_known_then_miss(says, claimed):
    found = says("claim_contradicted", claimed(REACHED, ("2020-12", 12, "early"), targets=[TARGET]))
    assert [one["attainment"] for one in found] == ["66.7"]


@pytest.mark.parametrize(
    ("claim", "readings"),
    [
        (REACHED, [("2020-12", 17, "draft"), ("2020-12", 19, "late")]),
        (REACHED, [("2020-12", 18, "late")]),
        (REACHED, [("2020-12", 17, "draft")]),
        (REACHED | {"source": "early"}, [("2020-12", 17, "late")]),
        (REACHED, [("2020-11", 3, "late")]),
        (REACHED, [("2020-12", 17, "late", {"precision": "at_least"})]),
        ({}, [("2020-12", 3, "late")]),
    ],
)
def test_a_claim_that_its_figures_do_not_deny(says, claimed, claim, readings):
    assert says("claim_contradicted", claimed(claim, *readings, targets=[TARGET])) == []


def test_a_rounded_figure_may_have_reached_its_target(says, claimed):
    target = TARGET | {"value": 1010}
    rough, exact = (("2020-12", 1000, "late", {"precision": word}) for word in ("approx", "exact"))
    assert says("claim_contradicted", claimed(REACHED, rough, targets=[target])) == []
    assert len(says("claim_contradicted", claimed(REACHED, exact, targets=[target]))) == 1


def test_a_claim_may_have_an_earlier_revision_of_the_target_in_mind(says, claimed):
    raised = TARGET | {"value": 30, "reason": "Relevée", "was": [{k: v for k, v in TARGET.items() if k != "id"}]}
    assert says("claim_contradicted", claimed(REACHED, ("2020-12", 19, "late"), targets=[raised])) == []
    found = says("claim_contradicted", claimed(REACHED, ("2020-12", 17, "late"), targets=[raised]))
    assert [one["goal"] for one in found] == ["30"]


YEARS = [("2020-03", 100, "early"), ("2021-03", 300, "late")]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"factor": 3}, False),
        ({"percent": 200}, False),
        ({"factor": 2, "precision": "at_least"}, False),
        ({"factor": 4}, True),
        ({"percent": 62}, True),
        ({"factor": 5, "precision": "at_least"}, True),
        ({"percent": 100, "precision": "at_most"}, True),
    ],
)
def test_a_change_on_a_year(says, claimed, change, told):
    found = says("change_contradicted", claimed(change | {"basis": "year_on_year"}, *YEARS))
    assert [one["shown"] for one in found] == (["3"] if told else [])


def test_a_change_since_the_kick_off(says, claimed):
    readings = [("a week of 2020-09", 700, "early"), ("a week of 2020-12", 735, "late")]
    claim = {"percent": 5, "basis": "since_kickoff"}
    assert says("change_contradicted", claimed(claim, *readings)) == []
    (found,) = says("change_contradicted", claimed(claim | {"percent": 50}, *readings))
    assert (found["change"], found["shown"]) == ("since_kickoff percent 50", "1.05")


@pytest.mark.parametrize(
    ("change", "readings"),
    [
        ({"factor": 60, "basis": "over_period"}, [("2020-09", 100, "late"), ("2020-12", 200, "late")]),
        ({"factor": 60, "basis": "year_on_year"}, [("2020-03", 100, "early"), ("2021-04", 300, "late")]),
        ({"factor": 60, "basis": "year_on_year"}, [("2020-03", 100, "early"), ("2021-03", 300, "draft")]),
        ({"factor": 60, "basis": "year_on_year"}, [("2020-03", 0, "early"), ("2021-03", 300, "late")]),
        ({"factor": 60}, YEARS),
    ],
)
def test_no_change_is_denied_where_it_is_not_known_what_is_compared(says, claimed, change, readings):
    assert says("change_contradicted", claimed(change, *readings)) == []


def test_percent_of_a_percentage_may_be_points(says, claimed):
    row = claimed({"percent": 5, "basis": "year_on_year"}, *YEARS, definition={"unit": "percent"}, kind="ratio")
    assert says("change_contradicted", row) == says("change_unfounded", row) == []


def test_a_change_without_its_figures(says, claimed):
    claim = {"factor": 3, "basis": "year_on_year"}
    (found,) = says("change_unfounded", claimed(claim, ("unstated 2021-03", 1800, "late")))
    assert found == {"change": "year_on_year factor 3", "source": "late"}


def test_the_start_that_a_change_over_a_period_supposes(says, claimed):
    readings = [("2020-09", 8900, "late"), ("2020-12", 17936, "late")]
    (found,) = says("change_unfounded", claimed({"factor": 60, "basis": "over_period"}, *readings))
    assert (found["value"], found["implied"]) == ("17936", "299")


def test_a_bound_shows_no_change(says, claimed):
    readings = [("2020-09", 83, "early"), ("2020-12", 100, "late", {"precision": "at_least"})]
    assert len(says("change_unfounded", claimed({"percent": 25}, *readings))) == 1


@pytest.mark.parametrize(
    ("change", "readings"),
    [
        ({"factor": 3, "basis": "year_on_year"}, YEARS),
        ({"factor": 4, "basis": "year_on_year"}, YEARS),
        ({"factor": 3, "basis": "year_on_year"}, [("2020-03", 100, "early"), ("2021-03", 300, "draft")]),
        ({"percent": 101.5, "basis": "over_period"}, [("2020-09", 8900, "early"), ("2020-12", 17936, "late")]),
        ({"factor": 2}, [("2020-09", 8900, "early"), ("2020-12", 17936, "late")]),
    ],
)
def test_a_change_whose_figures_are_there(says, claimed, change, readings):
    assert says("change_unfounded", claimed(change, *readings)) == []


def test_changes_on_several_bases(says, indicator):
    claims = [
        {"text": "Un", "source": "early", "percent": 5, "basis": "since_kickoff"},
        {"text": "Deux", "source": "late", "factor": 3, "basis": "year_on_year", "precision": "approx"},
    ]
    (found,) = says("several_bases", indicator(claims=claims))
    assert found["changes"] == "since_kickoff percent 5; year_on_year approx factor 3"
    assert says("several_bases", indicator(claims=[claims[0], claims[0] | {"source": "late"}])) == []
    assert says("several_bases", indicator(claims=[claims[0]]), indicator("b", claims=[claims[1]])) == []
