"""Verdicts: the rules of the glossary, one by one, on rows that were never saved."""

from datetime import date
from decimal import Decimal

import pytest

from gamma.cockpit.indicators.models import Definition, Reading, Target, covered
from gamma.cockpit.indicators.verdicts import is_entry, judge
from gamma.cockpit.programme.models import Source
from gamma.ground.periods import parse

DUE, TODAY = date(2020, 12, 31), date(2021, 6, 1)
ARTICLE = Source(slug="article", kind="article", published="2021-01-15")
LATER = Source(slug="later", kind="article", published="2021-05-11")
DRAFT = Source(slug="draft", kind="draft", published="2021-05-20")


def target(direction="up", value=100, period="2020-12", **more):
    definition = Definition(direction=direction, window="month", kind="count")
    amount = None if value is None else Decimal(value)
    return Target(definition=definition, slug="t1", due=DUE, value=amount, **covered(parse(period)), **more)


def reading(value, period="2020-12", source=ARTICLE, precision="exact", pk=1, **more):
    amount = None if value is None else Decimal(str(value))
    span = covered(parse(period))
    return Reading(pk=pk, value=amount, precision=precision, source=source, **span, **more)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (120, "exceeded"),
        ("119.99", "met"),
        (100, "met"),
        ("99.99", "nearly"),
        (90, "nearly"),
        ("89.99", "missed"),
        (1, "missed"),
    ],
)
def test_the_bounds_of_the_verdicts(value, verdict):
    assert judge(target(), [reading(value)], TODAY).verdict == verdict


@pytest.mark.parametrize(("value", "verdict", "share"), [(80, "exceeded", 125), (100, "met", 100), (125, "missed", 80)])
def test_less_is_better_when_the_direction_is_down(value, verdict, share):
    found = judge(target("down"), [reading(value)], TODAY)
    assert (found.verdict, found.attainment) == (verdict, share)


@pytest.mark.parametrize(
    ("value", "verdict"), [(35, "met"), (45, "met"), (40, "met"), (33, "nearly"), (20, "missed"), (60, "missed")]
)
def test_a_level_to_hold_is_met_inside_its_band(value, verdict):
    band = target("hold", None, low=Decimal(35), high=Decimal(45))
    assert judge(band, [reading(value)], TODAY).verdict == verdict


@pytest.mark.parametrize(
    ("value", "precision", "goal", "verdict"),
    [
        (110, "at_least", 100, "met"),
        (90, "at_least", 100, "not_computable"),
        (90, "at_most", 100, "nearly"),
        (110, "at_most", 100, "not_computable"),
    ],
)
def test_a_bound_decides_on_its_own_side_only(value, precision, goal, verdict):
    assert judge(target(value=goal), [reading(value, precision=precision)], TODAY).verdict == verdict


def test_not_due_is_pending_whatever_was_read():
    assert judge(target(), [reading(500)], DUE).verdict == "pending"
    assert judge(target(), [], DUE).verdict == "pending"


@pytest.mark.parametrize(
    ("aimed", "told", "obstacle"),
    [
        (target(value=None, text={"fr": "mieux"}), [reading(5)], "target_without_number"),
        (target(), [], "no_reading"),
        (target(), [reading(5, "2020-11")], "no_reading"),
        (target(), [reading(None, precision="unstated", text={"fr": "en hausse"})], "reading_without_number"),
        (target(direction=""), [reading(5)], "no_direction"),
        (target(value=0), [reading(5)], "target_not_positive"),
    ],
)
def test_what_cannot_be_computed_says_why(aimed, told, obstacle):
    found = judge(aimed, told, TODAY)
    assert (found.verdict, found.obstacle) == ("not_computable", obstacle)


def test_among_several_exact_then_published_then_the_latest_decides():
    approx = reading(1, precision="approx", source=LATER, pk=1)
    draft = reading(2, source=DRAFT, pk=2)
    first = reading(3, source=ARTICLE, pk=3)
    last = reading(4, source=LATER, pk=4)
    found = judge(target(), [approx, draft, first, last], TODAY)
    assert found.reading is last
    assert list(found.others) == [first, draft, approx]


def test_progress_is_the_way_gone_from_the_baseline():
    found = judge(target(value=15_000, baseline="2020-09"), [reading(8_900, "2020-09", pk=2), reading(17_936)], TODAY)
    assert round(found.progress, 1) == Decimal("148.1")
    assert judge(target(value=15_000), [reading(17_936)], TODAY).progress is None


@pytest.mark.parametrize(
    ("set_at", "revision", "value", "entry"),
    [("kickoff", 0, 10, True), ("kickoff", 1, 10, False), ("mid_term", 0, 10, False), ("kickoff", 0, None, False)],
)
def test_an_entry_target_is_the_first_state_set_at_kick_off_with_a_number(set_at, revision, value, entry):
    assert is_entry(target(value=value, set_at=set_at, revision=revision)) is entry
