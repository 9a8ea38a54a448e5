"""The first working day of a month, holidays and week-ends left out."""

from datetime import date

import pytest

from gamma.ground.workdays import easter, first_workday


@pytest.mark.parametrize(
    ("year", "day"), [(1818, (3, 22)), (2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25))]
)
def test_easter(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ((2026, 9), 1),
        ((2026, 8), 3),  # a Saturday
        ((2026, 1), 2),
        ((2026, 5), 4),  # a Friday, and a holiday
        ((2024, 4), 2),  # Easter Monday
        ((2020, 6), 2),  # Whit Monday
    ],
)
def test_the_first_working_day(month, day):
    assert first_workday(date(*month, 17)) == date(*month, day)
