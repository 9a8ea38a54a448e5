"""Words: the facts of this room as its pages say them, in the active language."""

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.lists import WINDOW_LABELS, Status
from gamma.cockpit.indicators.models import Definition, Goal, Indicator, Reading, Target, TargetProposal
from gamma.cockpit.indicators.units import Names, amount, goal
from gamma.ground import wording
from gamma.ground.periods import parse


def names(definition: Definition) -> Names:
    """The names of a unit, none when there is none."""
    return definition.unit.names if definition.unit else {}


def figure(reading: Reading) -> str:
    """A reading as a number with its unit: "environ 935,5 dossiers"."""
    return amount(reading.value, names(reading.definition), reading.precision, reading.text)


def dated(reading: Reading) -> str:
    """A reading with what it covers."""
    return f"{figure(reading)} ({period(reading.period)})"


def period(text: str) -> str:
    """A period in words, from its notation."""
    return wording.period(parse(text)) if text else ""


def window(value: str) -> str:
    """A sort of period in words."""
    return next((str(label) for window, label in WINDOW_LABELS.items() if window.value == value), "")


def reached(row: Goal, definition: Definition) -> str:
    """What is to be reached."""
    return goal(row.value, row.low, row.high, row.text, names(definition))


def aim(row: Target | TargetProposal) -> str:
    """What is to be reached, and by when."""
    said = {"goal": reached(row, row.definition), "day": wording.day(row.due)}
    return _("%(goal)s pour le %(day)s") % said


def status(indicator: Indicator) -> str:
    """The life of an indicator in a word; one that is declined waits to be described better."""
    if indicator.status == Status.PROPOSED and indicator.reason:
        return _("non accepté")
    return str(Status(indicator.status).label)
