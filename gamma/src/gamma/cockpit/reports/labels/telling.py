"""Telling: figures and periods put down as a season file writes them, and said again in the active language."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from babel.lists import format_list
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Precision
from gamma.cockpit.indicators.models import Reading
from gamma.ground.design.numbers import language, number, percent, signed
from gamma.ground.periods import parse
from gamma.ground.wording import period

PERCENT = "percent"
BETWEEN = "; "


def plain(value: Decimal) -> str:
    """A number without the zeros that a database column adds."""
    return f"{value.normalize():f}"


def figure(reading: Reading) -> str:
    """The value of a reading with its precision and, for a share, its unit: "approx 34000", "72 percent"."""
    unit = reading.definition.unit
    precision = [] if reading.precision == Precision.EXACT else [str(reading.precision)]
    share = [PERCENT] if unit is not None and unit.slug == PERCENT else []
    return " ".join([*precision, plain(reading.value or Decimal(0)), *share])


def told(readings: Collection[Reading]) -> dict[str, str]:
    """The facts of several readings, for `each` to say."""
    return {
        "values": BETWEEN.join(figure(reading) for reading in readings),
        "periods": BETWEEN.join(reading.period for reading in readings),
        "sources": BETWEEN.join(reading.source.slug for reading in readings),
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
    return enumeration(
        [
            template % {"value": say(value), "period": when(period), "source": source}
            for value, period, source in zip(values, periods, sources, strict=True)
        ]
    )


def enumeration(parts: list[str]) -> str:
    """Several things in one breath: "a, b et c"."""
    return format_list(parts, locale=language())
