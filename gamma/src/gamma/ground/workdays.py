"""Workdays: the days on which French administrations work."""

from datetime import date, timedelta

FIXED = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
SATURDAY = 5


def works(day: date) -> bool:
    """Whether a day is neither of a week-end nor a public holiday."""
    moving = {easter(day.year) + timedelta(days=after) for after in AFTER_EASTER}
    return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED and day not in moving


def first_workday(day: date) -> date:
    """The first working day of the month of `day`."""
    first = day.replace(day=1)
    return next(found for found in (first + timedelta(days=after) for after in range(10)) if works(found))


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Meeus for the Gregorian calendar."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarters, years = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * quarters - epact - years) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
