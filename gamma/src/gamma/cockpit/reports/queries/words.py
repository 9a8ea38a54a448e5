"""Words: facts as the components of a page take them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Definition, Indicator, Reading, Target
from gamma.cockpit.programme.lists import SourceKind
from gamma.cockpit.programme.models import Enrolment, Source
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import links
from gamma.ground import wording
from gamma.ground.design.shapes import Item
from gamma.ground.figures import Figure
from gamma.ground.texts import chosen


def names(definition: Definition) -> phrases.Names:
    """The names of the unit of a definition, none when it has none."""
    return definition.unit.names if definition.unit else {}


def figure(enrolment: Enrolment, indicator: Indicator, reading: Reading) -> Figure:
    """A reading as a person meets it."""
    definition = reading.definition
    return Figure(
        value=reading.value,
        unit=phrases.unit(names(definition), reading.value),
        period=phrases.period(reading.period),
        kind=phrases.kind(definition.kind),
        href=links.to_reading(enrolment, indicator, reading),
        text=chosen(reading.text),
        precision=reading.precision,
    )


def amount(reading: Reading) -> str:
    """A reading in a sentence: its number, its unit, how precise it is."""
    return phrases.amount(reading.value, names(reading.definition), reading.precision, reading.text)


def goal(target: Target) -> str:
    """What a target asks for."""
    return phrases.goal(target.value, target.low, target.high, target.text, names(target.definition))


def due(day: date | None) -> str:
    return _("pour le %(day)s") % {"day": wording.day(day)} if day else ""


def label(choices: type[TextChoices], value: str) -> str:
    """The word of a closed list, nothing for none."""
    return str(choices(value).label) if value else ""


def source(row: Source) -> str:
    """The title of a source, which says that it is a draft when it is one."""
    title, draft = chosen(row.title), label(SourceKind, SourceKind.DRAFT)
    return title if not row.draft or draft in title.casefold() else f"{title} ({draft})"


def items(said: Mapping[str, str]) -> list[Item]:
    """The terms of which something is said."""
    return [Item(term, text) for term, text in said.items() if text]
