"""Turns: every day is in one period of each sort, and every period closes once, the day after its last day."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from gamma.cockpit.indicators.queries.turns import CALENDAR, closed, last_closed, turn, turns
from gamma.ground.periods import Window

DAYS = st.dates(date(1999, 1, 1), date(2045, 12, 31))
WINDOWS = st.sampled_from(sorted(CALENDAR))
A_DAY = timedelta(days=1)


def texts(window: Window, since: date, today: date) -> list[str]:
    return [period.text for period in closed(window, since, today)]


@given(WINDOWS, DAYS, st.integers(0, 900))
def test_periods_follow_one_another_without_gap_or_overlap(window, since, days):
    today = since + timedelta(days=days)
    found = list(closed(window, since, today))
    ends = [period.last for period in found]
    assert len({period.text for period in found}) == len(found)
    assert all(turn(window, after)[0] == before + A_DAY for before, after in pairwise(ends))
    assert all(period.window is window and period.last < today for period in found)
    if found:
        assert turn(window, since)[1] == found[0].last
        assert last_closed(window, today) == found[-1]
        assert turns(window, ends[0], ends[-1]) == len(found)


@given(WINDOWS, DAYS)
def test_a_period_closes_the_day_after_its_last_day_and_not_before(window, day):
    last = turn(window, day)[1]
    assert texts(window, day, last) == []
    assert len(texts(window, day, last + A_DAY)) == 1


@pytest.mark.parametrize(
    ("window", "since", "today", "expected"),
    [
        (Window.DAY, date(2024, 2, 28), date(2024, 3, 2), ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (Window.DAY, date(2023, 2, 28), date(2023, 3, 2), ["2023-02-28", "2023-03-01"]),
        (Window.DAY, date(2021, 3, 27), date(2021, 3, 30), ["2021-03-27", "2021-03-28", "2021-03-29"]),
        (Window.MONTH, date(2024, 2, 1), date(2024, 3, 1), ["2024-02"]),
        (Window.MONTH, date(2024, 2, 1), date(2024, 2, 29), []),
        (Window.WEEK, date(2020, 12, 21), date(2021, 1, 11), ["2020-W52", "2020-W53", "2021-W01"]),
        (Window.WEEK, date(2020, 12, 28), date(2021, 1, 3), []),
        (Window.WEEK, date(2018, 12, 31), date(2019, 1, 7), ["2019-W01"]),
        (Window.QUARTER, date(2020, 10, 1), date(2021, 1, 1), ["2020-Q4"]),
        (Window.YEAR, date(2020, 6, 1), date(2021, 1, 1), ["2020"]),
        (Window.ROLLING, date(2021, 2, 1), date(2021, 3, 1), ["12 months to 2021-02"]),
        (Window.INSTANT, date(2024, 2, 10), date(2024, 3, 1), ["at 2024-02-29"]),
        (Window.SINCE_START, date(2020, 12, 5), date(2021, 1, 1), ["since start to 2020-12"]),
    ],
)
def test_the_calendar_at_its_corners(window, since, today, expected):
    assert texts(window, since, today) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2020, 12, 31, 22, 59, tzinfo=UTC), []),  # 23:59 in Paris
        (datetime(2020, 12, 31, 23, 0, tzinfo=UTC), ["2020-12-31"]),
        (datetime(2021, 3, 28, 21, 59, tzinfo=UTC), ["2021-03-27"]),  # the day that has 23 hours
        (datetime(2021, 3, 28, 22, 0, tzinfo=UTC), ["2021-03-28"]),
        (datetime(2021, 10, 31, 22, 59, tzinfo=UTC), ["2021-10-30"]),  # the day that has 25
        (datetime(2021, 10, 31, 23, 0, tzinfo=UTC), ["2021-10-31"]),
    ],
)
def test_a_day_ends_at_midnight_in_paris(moment, expected):
    today = localdate(moment)
    since = today - A_DAY if expected else today
    assert texts(Window.DAY, since, today)[-1:] == expected
