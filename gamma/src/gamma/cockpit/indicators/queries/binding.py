"""Binding: which measures could feed an indicator, what one would give, how the one that feeds it is doing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import Kind, Status
from gamma.cockpit.indicators.models import Binding, Definition, Indicator, Miss, Reading
from gamma.cockpit.indicators.queries import words
from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.indicators.queries.turns import CALENDAR, closed, last_closed, until
from gamma.ground import measures
from gamma.ground.measures import offered, vague
from gamma.ground.periods import default_period
from gamma.ground.texts import chosen

MOST = 1_200
"""How many periods a binding may have to take up at first: more than three years of days."""


@dataclass(frozen=True)
class Trial:
    """What a measure would give for the last period that is over, beside what people read of it; nothing is written.

    `behind` is how many periods would be read at once.
    """

    title: str
    period: str
    figure: str
    evidence: str
    typed: list[tuple[str, str]]
    behind: int


@dataclass(frozen=True)
class Missed:
    """A period that could not be read by itself, and why."""

    period: str
    what: str
    failed: bool


@dataclass(frozen=True)
class Fed:
    """How an indicator is fed: by which measure, since when, by whose choice; what it misses; why it has stopped."""

    binding: Binding
    title: str
    since: str
    stopped: str
    missed: list[Missed]


def last_definition(indicator: Indicator) -> Definition:
    """What an indicator means now."""
    rows = Definition.objects.filter(indicator=indicator)
    return rows.select_related("unit", "indicator__enrolment__edition", "indicator__enrolment__product").latest(
        "version"
    )


def in_unit_of(definition: Definition, word: str) -> bool:
    """Whether a word names the unit of a definition, by its address or in any language; no word, where it has none."""
    unit = definition.unit
    if unit is None:
        return not word
    names = [name for pair in unit.names.values() for name in pair]
    return word.casefold() in {name.casefold() for name in [unit.slug, *names]}


def unfit(name: str, definition: Definition, today: date) -> str:
    """Why a measure cannot feed a definition, in a sentence; empty when it can. Raises UnknownMeasure."""
    found, window = measures.measure(name), definition.span_window
    if window not in CALENDAR:
        return _("Cet indicateur ne se relève pas à date fixe : lui donner d'abord une période, dans sa fiche.")
    if found.kind.value != definition.kind:
        what = _("Cette mesure est de nature « %(kind)s », et l'indicateur de nature « %(own)s ».")
        return what % {"kind": Kind(found.kind.value).label, "own": Kind(definition.kind).label}
    if vague(found, last_closed(window, today)):
        return _("Cette mesure porte sur une durée, et cet indicateur se lit à un instant.")
    if not in_unit_of(definition, found.unit):
        what = _("Cette mesure se compte en « %(unit)s », ce qui n'est pas l'unité de l'indicateur.")
        return what % {"unit": found.unit}
    return ""


def fitting(definition: Definition, today: date) -> list[tuple[str, str]]:
    """The measures of its product that could feed a definition, with the words by which people know them."""
    product = definition.indicator.enrolment.product.slug
    return [(name, label) for name, label in offered(product).items() if not unfit(name, definition, today)]


def behind(definition: Definition, since: date, today: date) -> int:
    """How many periods are over since a day, as far as they may be counted."""
    return sum(1 for _period in islice(closed(definition.span_window, since, today), MOST + 1))


def trial(name: str, definition: Definition, since: date, today: date) -> Trial:
    """Ask a measure of the last period that is over. Raises UserError where it cannot be asked."""
    product = definition.indicator.enrolment.product.slug
    period = last_closed(definition.span_window, today)
    counted = measures.count(name, product, period, on=today)
    row = Reading(definition=definition, value=counted.value, precision=counted.precision)
    typed = current_readings().filter(definition=definition, period=period.text).select_related("source")
    return Trial(
        title=measures.title(name, product),
        period=words.period(period.text),
        figure=words.figure(row),
        evidence=counted.evidence,
        typed=[(words.figure(one), chosen(one.source.title)) for one in _with(definition, typed)],
        behind=behind(definition, since, today),
    )


def binding_of(indicator: Indicator) -> Binding | None:
    """What feeds an indicator, or fed what it meant before."""
    rows = Binding.objects.filter(definition__indicator=indicator).select_related("made_by", "definition")
    return rows.order_by("-definition__version").first()


def fed(indicator: Indicator, definition: Definition, today: date) -> Fed | None:
    """How an indicator is fed by itself, None where nothing feeds it."""
    row = binding_of(indicator)
    if row is None:
        return None
    return Fed(
        binding=row,
        title=measures.title(row.measure, indicator.enrolment.product.slug),
        since=words.period(default_period(row.definition.span_window, row.since).text),
        stopped=_stopped(row, definition, today),
        missed=[_missed(one) for one in row.misses.all()[:20]],
    )


def _stopped(row: Binding, definition: Definition, today: date) -> str:
    if row.definition_id != definition.pk:
        return _("Arrêté : la définition a changé depuis.")
    if definition.indicator.status == Status.RETIRED:
        return _("Arrêté : l'indicateur n'est plus suivi.")
    if today > until(definition.indicator.enrolment.edition):
        return _("Arrêté : l'édition est finie.")
    return ""


def _missed(row: Miss) -> Missed:
    return Missed(words.period(row.period), row.what, row.failed)


def _with(definition: Definition, readings: Iterable[Reading]) -> Iterable[Reading]:
    for reading in readings:
        reading.definition = definition
        yield reading
