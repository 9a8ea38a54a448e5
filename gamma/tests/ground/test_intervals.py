"""Intervals against published tables, and what must hold of any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gamma.ground.intervals import adjusted_variance, adjusted_wald, finite, variance, wald, wilson

# Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# The margins of a score of 60 (70 % and 10 %), in points.
MARGINS = [(50, 18.4), (200, 9.2), (500, 5.8), (1_500, 3.4)]


@some.composite
def counts(draw):
    n = draw(some.integers(1, 2_000))
    ups = draw(some.integers(0, n))
    return ups, draw(some.integers(0, n - ups)), n


@pytest.mark.parametrize(("successes", "n", "low", "high"), NEWCOMBE)
def test_wilson_is_that_of_the_published_table(successes, n, low, high):
    found = wilson(successes, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(("n", "margin"), MARGINS)
def test_wald_is_that_of_the_published_table(n, margin):
    found = wald(n * 7 // 10, n // 10, n)
    assert round((found.high - found.low) * 50, 1) == margin


def test_the_adjusted_one_adds_three_answers():
    """By hand: 35.75 and 5.75 of 53 answers."""
    found = adjusted_wald(35, 5, 50)
    p, d = 35.75 / 53, 5.75 / 53
    margin = 1.959964 * ((p + d - (p - d) ** 2) / 53) ** 0.5
    assert found.low == pytest.approx(p - d - margin, abs=1e-6)
    assert found.high == pytest.approx(p - d + margin, abs=1e-6)


def test_the_adjusted_one_does_not_believe_three_promoters():
    assert wald(3, 0, 3).low == 1.0
    assert adjusted_wald(3, 0, 3).low < 0.2


def test_nothing_is_known_of_nobody():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)
    with pytest.raises(ValueError, match="counted"):
        adjusted_wald(0, 0, 0)


@pytest.mark.parametrize("wrong", [(-1, 3), (4, 3)])
def test_a_share_is_of_what_was_counted(wrong):
    with pytest.raises(ValueError, match="of what was counted"):
        wilson(*wrong)


def test_who_was_asked_narrows_it():
    assert finite(50, None) == 1.0
    assert finite(50, 50) == 0.0
    assert finite(50, 101) == pytest.approx(0.51)
    assert adjusted_variance(35, 5, 50, 101) == pytest.approx(adjusted_variance(35, 5, 50) * 0.51)
    with pytest.raises(ValueError, match="count again"):
        finite(51, 50)


@given(some.integers(0, 2_000), some.integers(0, 2_000))
def test_wilson_is_symmetric_within_bounds_and_around_the_share(successes, failures):
    n = successes + failures
    found, other = wilson(successes, n), wilson(failures, n)
    assert 0 <= found.low <= found.high <= 1
    assert found.low == pytest.approx(1 - other.high)
    if n:
        assert found.low <= successes / n + 1e-12
        assert successes / n <= found.high + 1e-12


@given(counts())
def test_the_adjusted_one_is_symmetric_and_within_bounds(given):
    ups, downs, n = given
    found, mirrored = adjusted_wald(ups, downs, n), adjusted_wald(downs, ups, n)
    assert -1 <= found.low <= found.high <= 1
    assert found.low == pytest.approx(-mirrored.high)


@given(counts())
def test_more_of_the_same_answers_say_more(given):
    ups, downs, n = given
    assert variance(ups * 4, downs * 4, n * 4) == pytest.approx(variance(ups, downs, n) / 4)
    assert adjusted_variance(ups * 4, downs * 4, n * 4) < adjusted_variance(ups, downs, n)
