"""Wording: periods said in words, in the active language."""

from datetime import date

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gamma.ground.periods import Period, Window, span


def day(value: date) -> str:
    """A day in words: "1er mars 2021", "1 March 2021"."""
    words = format_date(value, "d MMMM y", locale=_locale())
    return words.replace("1 ", "1er ", 1) if _locale() == "fr" and value.day == 1 else words


def partial(text: str) -> str:
    """A date known to the year, the month or the day, in words."""
    first = span(text)[0]
    return {4: str(first.year), 7: _month(first)}.get(len(text)) or day(first)


def period(value: Period) -> str:
    """A period in words: "mars 2021", "12 mois glissants à fin février 2021", "au 31 décembre 2020"."""
    return _SAID[value.window](value)


def _instant(value: Period) -> str:
    when = value.text.removeprefix("at ")
    pattern = _("au %(when)s") if value.certain else _("en %(when)s")
    return pattern % {"when": partial(when)}


def _calendar(value: Period) -> str:
    return partial(value.text)


def _year(value: Period) -> str:
    return _("année %(year)s") % {"year": value.text}


def _week(value: Period) -> str:
    if not value.certain:
        return _("une semaine de %(month)s") % {"month": _month(value.first)}
    return _("semaine du %(day)s") % {"day": day(value.first)} if value.first else ""


def _quarter(value: Period) -> str:
    year, quarter = value.text.split("-Q")
    return _("trimestre %(quarter)s de %(year)s") % {"quarter": quarter, "year": year}


def _rolling(value: Period) -> str:
    if value.last is None:
        return _("12 mois glissants, fin non précisée")
    return _("12 mois glissants à fin %(month)s") % {"month": _month(value.last)}


def _since_start(value: Period) -> str:
    if value.last is None:
        return _("depuis l'ouverture, date non précisée")
    return _("depuis l'ouverture, jusqu'à %(when)s") % {"when": partial(value.text.split()[-1])}


def _range(value: Period) -> str:
    start, end = value.text.split("/")
    if start == end:
        return _("du %(day)s") % {"day": partial(start)}
    pattern = _("du %(start)s au %(end)s") if len(start) == len(end) == len("2020-01-01") else _("%(start)s à %(end)s")
    return pattern % {"start": partial(start), "end": partial(end)}


def _unstated(value: Period) -> str:
    if value.first is None:
        return _("période non précisée")
    return _("période non précisée (chiffre daté de %(when)s)") % {"when": partial(value.text.split()[-1])}


def _month(value: date | None) -> str:
    return format_date(value, "MMMM y", locale=_locale()) if value else ""


def _locale() -> str:
    return (get_language() or "fr")[:2]


_SAID = {
    Window.INSTANT: _instant,
    Window.DAY: _calendar,
    Window.WEEK: _week,
    Window.MONTH: _calendar,
    Window.QUARTER: _quarter,
    Window.YEAR: _year,
    Window.ROLLING: _rolling,
    Window.SINCE_START: _since_start,
    Window.RANGE: _range,
    Window.UNSTATED: _unstated,
}
