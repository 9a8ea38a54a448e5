"""Scores: the two definitions by their tables, what must hold of any counts, what is refused."""

from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from gamma.ground.intervals import Z95
from gamma.instruments.surveys.lists import QuestionKind
from gamma.instruments.surveys.scores import (
    DEFINITIONS,
    Incomparable,
    Share,
    difference,
    hidden,
    merged,
    score,
)

STANDARD, VARIANT = QuestionKind.ZERO_TO_TEN, QuestionKind.ONE_TO_TEN
LINK = (["link"], ["link"])
marks = some.dictionaries(some.integers(1, 10).map(str), some.integers(0, 200))
any_marks = some.dictionaries(some.integers(0, 10).map(str), some.integers(0, 200))


def sample(promoters: int, passives: int, detractors: int) -> dict[str, int]:
    return {"10": promoters, "7": passives, "2": detractors}


def test_the_standard_definition():
    each = {str(mark): 1 for mark in range(11)}
    found = score(STANDARD, each)
    assert (found.n, found.promoters, found.passives, found.detractors) == (11, 2, 2, 7)
    assert found.value == pytest.approx(-500 / 11)


def test_the_variant_of_season_1():
    each = {str(mark): 1 for mark in range(1, 11)}
    found = score(VARIANT, each)
    assert (found.n, found.promoters, found.passives, found.detractors) == (10, 3, 1, 6)
    assert found.value == pytest.approx(-0.3)
    assert (found.interval.low, found.interval.high) > (-1, -1)


def test_64_by_the_variant_with_a_fifth_of_eights_is_a_standard_44():
    counts = {"10": 54, "8": 20, "7": 16, "1": 10}
    assert score(VARIANT, counts).value == pytest.approx(0.64)
    assert score(STANDARD, counts).value == pytest.approx(44)


@pytest.mark.parametrize(("n", "margin"), [(50, 18.4), (200, 9.2), (500, 5.8), (1_500, 3.4)])
def test_the_printed_interval_is_near_the_published_margins(n, margin):
    """They are those of the textbook; ours adds three answers, which counts less and less."""
    found = score(STANDARD, sample(n * 7 // 10, n * 2 // 10, n // 10))
    assert found.value == 60
    assert (found.interval.high - found.interval.low) / 2 == pytest.approx(margin, rel=0.02 + 3 / n)


def test_who_all_answered_leaves_nothing_to_guess():
    counts = sample(70, 20, 10)
    whole, part = score(STANDARD, counts, 100).interval, score(STANDARD, counts, 200).interval
    free = score(STANDARD, counts).interval
    assert whole.high == pytest.approx(whole.low)
    assert whole.high < part.high < free.high


def test_a_population_smaller_than_the_answers_is_left_aside():
    assert score(STANDARD, sample(7, 2, 1), 3) == score(STANDARD, sample(7, 2, 1))


def test_no_answers_no_score():
    found = score(STANDARD, {})
    assert (found.value, found.interval) == (None, None)


def test_the_difference_of_two_waves():
    before, after = score(STANDARD, sample(30, 30, 40)), score(STANDARD, sample(60, 30, 10))
    found = difference(before, after, LINK)
    assert found.value == pytest.approx(60)
    assert found.interval.high - found.value == pytest.approx(Z95 * sqrt(before.variance + after.variance))
    assert found.sure
    assert not difference(before, before, LINK).sure


def test_two_definitions_have_no_difference():
    with pytest.raises(Incomparable, match="deux définitions"):
        difference(score(STANDARD, {"9": 5}), score(VARIANT, {"9": 5}), LINK)


def test_two_ways_of_asking_have_no_difference():
    same = score(STANDARD, {"9": 5})
    with pytest.raises(Incomparable, match="canaux"):
        difference(same, same, (["link"], ["email"]))
    assert difference(same, same, (["link", "email"], ["email", "link"])).value == 0


def test_a_share_has_wilson_s_interval():
    found = Share(81, 263)
    assert (round(found.interval.low, 2), round(found.interval.high, 2)) == (25.53, 36.62)
    assert Share(0, 0).value is None


def test_small_cells_are_hidden_and_never_one_alone():
    assert hidden({"a": 12, "b": 0, "c": 5}) == {"a": 12, "b": 0, "c": 5}
    assert hidden({"a": 12, "b": 3, "c": 7}) == {"a": 12, "b": None, "c": None}
    assert hidden({"a": 12, "b": 3, "c": 1}) == {"a": 12, "b": None, "c": None}


@given(some.lists(some.integers(0, 10).map(str), min_size=1), some.randoms())
def test_the_order_of_answers_changes_nothing(answers, chance):
    def counted(given):
        counts = {}
        for mark in given:
            counts[mark] = counts.get(mark, 0) + 1
        return score(STANDARD, counts)

    shuffled = list(answers)
    chance.shuffle(shuffled)
    assert counted(answers) == counted(shuffled)


@given(any_marks, some.sampled_from([STANDARD, VARIANT]))
def test_a_score_is_within_its_bounds_and_its_interval_too(counts, kind):
    found = score(kind, counts)
    assume(found.n)
    whole = DEFINITIONS[kind].whole
    assert -whole <= found.value <= whole
    assert -whole <= found.interval.low <= found.interval.high <= whole
    assert found.promoters + found.passives + found.detractors == found.n


@given(any_marks, any_marks)
def test_waves_together_are_the_sum_of_their_counts(one, two):
    both = score(STANDARD, merged(one, two))
    apart = score(STANDARD, one), score(STANDARD, two)
    assert both.n == sum(found.n for found in apart)
    assert both.promoters == sum(found.promoters for found in apart)
    assert both.detractors == sum(found.detractors for found in apart)


@given(any_marks, any_marks)
def test_a_difference_is_the_same_both_ways(one, two):
    before, after = score(STANDARD, one), score(STANDARD, two)
    assume(before.n and after.n)
    there, back = difference(before, after, LINK), difference(after, before, LINK)
    assert there.value == pytest.approx(-back.value)
    assert there.interval.low == pytest.approx(-back.interval.high)


@given(marks)
def test_the_variant_is_the_standard_and_the_share_of_eights(counts):
    standard, variant = score(STANDARD, counts), score(VARIANT, counts)
    assume(standard.n)
    assert 100 * variant.value == pytest.approx(standard.value + 100 * counts.get("8", 0) / standard.n)
