"""Measures: a port. A room declares what it can count of its own rows; whoever wants a figure asks for it by name.

The cockpit never learns what a simulation is, and no import climbs: `declare` is called by the rooms when the house
opens (`AppConfig.ready`), `count` by who needs the figure.

A measure may take a *detail*, one of those that the room knows of a product: it is written after a colon in the name
by which the figure is asked, `survey-nps:enquete-mars`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gamma.ground.errors import UserError
from gamma.ground.faults import near, quoted
from gamma.ground.periods import Period, Window

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(StrEnum):
    """What sort of quantity is measured: the words of the cockpit's list, less those that no row can be counted for."""

    COUNT = "count"
    DISTINCT = "count_distinct"
    STOCK = "stock"
    RATIO = "ratio"
    SURVEY_SHARE = "survey_share"
    DURATION = "duration"
    SCORE = "score"


@dataclass(frozen=True)
class Count:
    """What a measure gives: a number with all that must travel with it.

    `value` is in `unit`, None where nothing can be said of the period (`precision` is then "unstated"; else "exact",
    "approx", "at_least" or "at_most"). `n` is the number of rows it rests on. `evidence` is a sentence, in the active
    language: how it was counted, and from which rows.
    """

    value: Decimal | None
    unit: str
    period: Period
    precision: str
    n: int | None
    evidence: str


Function = Callable[[str, Period], Count]
Detailed = Callable[[str, Period, str], Count]
Options = Callable[[str], "Mapping[str, StrOrPromise]"]
APART = ":"


@dataclass(frozen=True)
class Measure:
    """Something that a room can count: of a product (its slug), over a period.

    `label` is a lazy text, `unit` the word a figure is written with. The docstring of `function` says what is counted.
    Where it takes a detail, `detail` is the word for it ("enquête"), and `options` gives those of a product, labelled.
    """

    label: "StrOrPromise"
    unit: str
    kind: Kind
    function: Function | Detailed
    detail: "StrOrPromise" = ""
    options: Options | None = None

    def __post_init__(self) -> None:
        if not self.label:
            raise ValueError("a measure needs a label: the words by which a person knows it")
        if bool(self.detail) != bool(self.options):
            raise ValueError("a measure that takes a detail says by which word, and which ones a product has")


class UnknownMeasure(UserError):
    """A name that no room has declared, or a detail that the product has not."""


class NotMeasurable(UserError):
    """A period for which this measure has no meaning."""


_MEASURES: dict[str, Measure] = {}


def declare(name: str, measure: Measure) -> None:
    """Say that `name` can be measured; two rooms, or one twice, cannot take the same name."""
    if APART in name:
        raise ValueError(f"“{name}”: what follows a colon is the detail of a measure, not its name")
    if name in _MEASURES:
        raise ValueError(f"the measure “{name}” is declared twice: choose another name, begun with that of the room")
    _MEASURES[name] = measure


def measures() -> Mapping[str, Measure]:
    """Every measure by its name, in the order in which they were declared."""
    return MappingProxyType(_MEASURES)


def measure(name: str) -> Measure:
    """The measure of that name, with a detail if it takes one and only then; raises UnknownMeasure."""
    plain, _apart, detail = name.partition(APART)
    if plain not in _MEASURES:
        what = _("Aucune pièce ne sait mesurer %(name)s : %(mend)s") % {
            "name": quoted(plain),
            "mend": near(plain, _MEASURES),
        }
        raise UnknownMeasure(what)
    found = _MEASURES[plain]
    if found.options is None and detail:
        raise UnknownMeasure(_("« %(label)s » se mesure sans rien préciser.") % {"label": found.label})
    if found.options is not None and not detail:
        what = _("« %(label)s » ne se mesure pas en général : préciser %(detail)s.")
        raise UnknownMeasure(what % {"label": found.label, "detail": found.detail})
    return found


def offered(product: str) -> dict[str, str]:
    """What may be asked of a product now: each name, its detail included, with the words by which a person knows it."""
    plain = {name: str(one.label) for name, one in _MEASURES.items() if one.options is None}
    detailed = {
        f"{name}{APART}{detail}": f"{one.label} – {label}"
        for name, one in _MEASURES.items()
        if one.options is not None
        for detail, label in one.options(product).items()
    }
    return plain | detailed


def title(name: str, product: str) -> str:
    """The words of a name that is asked of a product; the name itself where it is asked no more."""
    return offered(product).get(name, name)


def count(name: str, product: str, period: Period, *, on: date) -> Count:
    """Ask a measure of a period, on a day; a period that is not over gives a minimum, and says so.

    Raises UnknownMeasure, NotMeasurable.
    """
    found = measure(name)
    _refuse(found, period, on)
    counted = found.function(product, period, *_detail(found, name, product))
    running = period.last is not None and period.last >= on
    return _so_far(counted, on) if running and found.kind in (Kind.COUNT, Kind.DISTINCT) else counted


def _detail(found: Measure, name: str, product: str) -> tuple[str, ...]:
    """The detail that a name ends with, once it is one of those that the product has."""
    if found.options is None:
        return ()
    detail, known = name.partition(APART)[2], found.options(product)
    if detail not in known:
        what = _("« %(label)s » ne connaît pas %(detail)s : %(mend)s") % {
            "label": found.label,
            "detail": quoted(detail),
            "mend": near(detail, known),
        }
        raise UnknownMeasure(what)
    return (detail,)


def _refuse(measure: Measure, period: Period, on: date) -> None:
    """Stop at a period that does not say which days it covers, or that has not begun."""
    begins = period.first or period.last
    if period.last is None or begins is None or vague(measure, period):
        raise NotMeasurable(_vagueness(measure, period))
    if begins > on:
        what = _("« %(label)s » ne se mesure pas d'avance : %(period)s n'a pas commencé.")
        raise NotMeasurable(what % {"label": measure.label, "period": period.text})


def vague(measure: Measure, period: Period) -> bool:
    """Whether a period does not say what to measure: the end of it for a stock, its first and last day for all else."""
    if measure.kind is Kind.STOCK:
        return period.window is Window.UNSTATED
    return period.window is Window.INSTANT or not (period.certain or period.window is Window.SINCE_START)


def _vagueness(measure: Measure, period: Period) -> str:
    what = _(
        "« %(label)s » ne se mesure pas sur %(period)s, qui ne dit pas quels jours compter : écrire par exemple "
        "2026-03, 2026-W10, 2026-Q1, 2026, 12 months to 2026-03 ou 2026-03-01/2026-03-15."
    )
    return what % {"label": measure.label, "period": quoted(period.text)}


def _so_far(counted: Count, on: date) -> Count:
    if counted.value is None:
        return counted
    note = _("La période n'est pas finie : compté jusqu'au %(day)s.") % {"day": on.isoformat()}
    return replace(counted, precision="at_least", evidence=f"{counted.evidence} {note}")
