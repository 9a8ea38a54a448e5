"""Telling: figures and periods put down as a season file writes them, and said again in the active language."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.indicators.models import Reading
from gamma.ground.design.numbers import language, number, percent, signed
from gamma.ground.periods import parse
from gamma.ground.wording import period

PERCENT = "percent"
BETWEEN = "\n"  # no name nor title holds one
LISTED = 6


def plain(value: Decimal) -> str:
    """A number without the zeros that a database column adds."""
    return f"{value.normalize():f}"


def figure(reading: Reading) -> str:
    """The value of a reading with its precision and, for a share, its unit: "approx 34000", "72 percent"."""
    unit = reading.definition.unit
    precision = [] if reading.precision == Precision.EXACT else [str(reading.precision)]
    share = [PERCENT] if unit is not None and unit.slug == PERCENT else []
    return " ".join([*precision, plain(reading.value or Decimal(0)), *share])


def told(readings: Sequence[Reading]) -> dict[str, str]:
    """The facts of several readings, for `each` to say; of a long series, the first ones and how many follow."""
    listed = readings[:LISTED]
    return {
        "values": BETWEEN.join(figure(reading) for reading in listed),
        "periods": BETWEEN.join(reading.period for reading in listed),
        "sources": BETWEEN.join(reading.source.slug for reading in listed),
        **({"more": str(len(readings) - LISTED)} if len(readings) > LISTED else {}),
    }


def say(text: str) -> str:
    """A figure put down by `figure`, in words: "environ 34 000", "72 %"."""
    words = text.split()
    spoken = percent(Decimal(words[-2])) if words[-1] == PERCENT else number(Decimal(words[-1]))
    return bounded(words[0], spoken)


def bounded(precision: str, value: str) -> str:
    """A value in words, with what its precision adds to it."""
    if precision == Precision.APPROX:
        return _("environ %(value)s") % {"value": value}
    if precision == Precision.AT_LEAST:
        return _("au moins %(value)s") % {"value": value}
    if precision == Precision.AT_MOST:
        return _("au plus %(value)s") % {"value": value}
    return value


def signed_percent(value: Decimal) -> str:
    """A change in percent: "+62 %"."""
    return percent(value).replace(number(value), signed(value), 1)


def when(text: str) -> str:
    """A period in words."""
    return period(parse(text))


def each(says: Mapping[str, str], template: str) -> str:
    """An enumeration of what `told` put down; the template may hold %(value)s, %(period)s and %(source)s."""
    values, periods, sources = (says[name].split(BETWEEN) for name in ("values", "periods", "sources"))
    parts = [
        template % {"value": say(value), "period": when(period), "source": source}
        for value, period, source in zip(values, periods, sources, strict=True)
    ]
    return enumeration([*parts, *_others(says)])


def _others(says: Mapping[str, str]) -> list[str]:
    count = int(says.get("more", 0))
    return [ngettext("%(count)s autre", "%(count)s autres", count) % {"count": number(count)}] if count else []


def enumeration(parts: list[str]) -> str:
    """Several things in one breath: "a, b et c"."""
    return format_list(parts, locale=language())


def titled(says: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, str]:
    """The facts of a finding with its sources called by their titles."""

    def called(text: str) -> str:
        return BETWEEN.join(titles.get(slug, slug) for slug in text.split(BETWEEN))

    return {name: called(text) if "source" in name else text for name, text in says.items()}
