"""Scores: outside their range, not the usual NPS, without definition, or mixed with others."""

import pytest

from gamma.cockpit.reports.labels import check_edition

USUAL = {"scale": [0, 10], "promoters": [9, 10], "passives": [7, 8], "detractors": [0, 6], "range": [-100, 100]}
VARIANT = {"scale": [1, 10], "promoters": [8, 10], "passives": [7, 7], "detractors": [1, 6], "range": [-1, 1]}


@pytest.fixture
def nps(indicator):
    def describe(score=None, *values, name="nps", **more):
        readings = [(f"unstated 2021-{rank:02}", value, "draft", {"n": 200}) for rank, value in enumerate(values, 1)]
        definition = {"unit": "nps", **({"score": score} if score else {})}
        return indicator(name, "score", "unstated", readings, definition=definition, **more)

    return describe


def test_out_of_its_own_range(says, nps):
    found = says("score_out_of_range", nps(VARIANT, 0.64, 64))
    assert found == [{"value": "64", "low": "-1", "high": "1", "source": "draft"}]


@pytest.mark.parametrize("value", [-100, 0, 64, 100])
def test_within_its_range(says, nps, value):
    assert says("score_out_of_range", nps(USUAL, value)) == []


def test_no_range_is_published(says, nps):
    assert says("score_out_of_range", nps({"scale": [1, 10], "promoters": [8, 10]}, 6400)) == []


def test_not_the_usual_definition(says, nps):
    (found,) = says("score_not_standard", nps(VARIANT, 0.64))
    assert found == {
        "scale": "1 10",
        "promoters": "8 10",
        "passives": "7 7",
        "detractors": "1 6",
        "range": "-1 1",
    }


def test_the_usual_definition_or_only_a_part_of_it(says, nps):
    assert says("score_not_standard", nps(USUAL, 64), nps({"scale": [0, 10]}, 50, name="partly")) == []


def test_another_score_has_no_usual_definition(says, indicator):
    quality = indicator("quality", "score", "unstated", definition={"unit": "points", "score": VARIANT})
    assert says("score_not_standard", quality) == []


def test_a_score_without_definition(says, nps):
    assert says("score_undefined", nps()) == [{}]
    (found,) = says("score_undefined", nps() | {"readings": nps(USUAL, 64)["readings"]})
    assert found["values"] == "64"


def test_a_score_with_its_definition(says, nps, indicator):
    assert says("score_undefined", nps(USUAL, 64), indicator()) == []


def test_two_definitions_in_one_product(says, nps):
    (found,) = says("scores_mixed", nps(USUAL, 44), nps(VARIANT, 0.64, name="other"))
    assert (found["definitions"], found["values"]) == ("2", "44; 0.64")


def test_two_versions_of_one_indicator(says, nps):
    score = nps(USUAL, 44, 64)
    score["definitions"].append({**nps(VARIANT)["definitions"][0], "change": "Autre questionnaire"})
    for version, reading in enumerate(score["readings"], start=1):
        reading["version"] = version
    assert [one["values"] for one in says("scores_mixed", score)] == ["44; 64"]


def test_one_definition_asked_in_other_words(says, nps):
    other = {**USUAL, "question": "Le conseilleriez-vous ?"}
    assert says("scores_mixed", nps(USUAL, 44), nps(other, 50, name="other")) == []


def test_a_definition_that_is_not_published_is_not_held_to_be_another(says, nps):
    unknown = nps(name="other") | {"readings": nps(USUAL, 64)["readings"]}
    assert says("scores_mixed", nps(USUAL, 44), unknown, nps(VARIANT, name="never-read")) == []


def test_two_definitions_across_the_products_of_an_edition(kept_records, nps, readable):
    (found,) = check_edition(kept_records([nps(USUAL, 44)], [nps(VARIANT, 0.64)], [nps(USUAL, 50)]))
    assert (found.rule, readable(found.says)["values"]) == ("scores_mixed", "44; 50; 0.64")
    assert len(found.tracks) == len(found.readings) == 3


def test_one_definition_across_the_products_of_an_edition(kept_records, nps):
    assert check_edition(kept_records([nps(USUAL, 44)], [nps(USUAL, 50)], [nps(VARIANT)])) == []
