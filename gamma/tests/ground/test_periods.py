"""Periods: how they are written, what they cover, and which reading speaks of which."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.ground.periods import PeriodError, Window, default_period, parse
from gamma.ground.wording import period

D = date.fromisoformat

COVERS = {
    "at 2020-12-31": (Window.INSTANT, "2020-12-31", "2020-12-31"),
    "at 2020-12": (Window.INSTANT, "2020-12-01", "2020-12-31"),
    "2020-12-31": (Window.DAY, "2020-12-31", "2020-12-31"),
    "2020-W53": (Window.WEEK, "2020-12-28", "2021-01-03"),
    "a week of 2020-12": (Window.WEEK, "2020-12-01", "2020-12-31"),
    "2020-02": (Window.MONTH, "2020-02-01", "2020-02-29"),
    "2020-Q4": (Window.QUARTER, "2020-10-01", "2020-12-31"),
    "2020": (Window.YEAR, "2020-01-01", "2020-12-31"),
    "12 months to 2021-02": (Window.ROLLING, "2020-03-01", "2021-02-28"),
    "12 months": (Window.ROLLING, None, None),
    "since start to 2020-11": (Window.SINCE_START, None, "2020-11-30"),
    "2021-09-01/2021-09-08": (Window.RANGE, "2021-09-01", "2021-09-08"),
    "2020-03/2021-02": (Window.RANGE, "2020-03-01", "2021-02-28"),
    "unstated 2021-03": (Window.UNSTATED, "2021-03-01", "2021-03-31"),
    "unstated": (Window.UNSTATED, None, None),
}


@pytest.mark.parametrize("text", COVERS)
def test_what_each_writing_covers(text):
    window, first, last = COVERS[text]
    found = parse(text)
    assert (found.window, found.first, found.last) == (window, first and D(first), last and D(last))


@pytest.mark.parametrize(
    "text", ["", "2020-13", "2020-W54", "2021-02-30", "hier", "2021/2020", "12 months to 2021", "1899"]
)
def test_what_is_no_period_is_refused_with_a_way_to_write_it(text):
    with pytest.raises(PeriodError, match=r"période|calendrier|existe|finit|date|année"):
        parse(text)


ANSWERS = [
    ("2020-12", "2020-12", True),
    ("2020-12", "2020-11", False),
    ("2020-12", "2020", False),
    ("at 2020-12", "at 2020-12-31", True),
    ("at 2020-12-05", "at 2020-12-31", True),
    ("at 2021-01", "at 2020-12-31", False),
    ("2020-12", "at 2020-12-31", False),
    ("12 months to 2020-12", "2020", False),
    ("12 months", "12 months to 2020-12", False),
    ("2020-W50", "a week of 2020-12", True),
    ("2020-W45", "a week of 2020-12", False),
    ("since start to 2020-12", "since start to 2020-12-31", True),
    ("unstated 2020-12", "unstated 2020-12", False),
]


@pytest.mark.parametrize(("told", "asked", "answers"), ANSWERS)
def test_which_reading_speaks_of_which_period(told, asked, answers):
    assert parse(told).answers(parse(asked)) is answers


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2021-03", "2020-03"),
        ("2020", "2019"),
        ("at 2020-12-31", "at 2019-12-31"),
        ("2021-W10", "2020-W10"),
        ("2020-W53", None),
        ("2020-02-29", None),
        ("at 2020-12", None),
        ("12 months to 2021-02", "12 months to 2020-02"),
        ("unstated 2021-03", None),
    ],
)
def test_the_same_period_a_year_before(text, before):
    found = parse(text).year_before()
    assert (found and found.text) == before


@pytest.mark.parametrize("window", list(Window))
@given(day=st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_a_due_date_speaks_of_the_period_it_ends_in(window, day):
    found = default_period(window, day)
    if window is not Window.RANGE:
        assert found.window is window
    assert found.last is None or found.last >= day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021-03", "mars 2021"),
        ("2020-W53", "semaine du 28 décembre 2020"),
        ("12 months to 2021-02", "12 mois glissants à fin février 2021"),
        ("2021-03-01", "1er mars 2021"),
        ("unstated", "période non précisée"),
    ],
)
def test_periods_in_words(text, said):
    assert period(parse(text)) == said
