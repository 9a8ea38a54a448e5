"""Writing: what every action on the indicators of a product does around its own work."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gamma.cockpit.indicators.models import Definition, Indicator
from gamma.cockpit.programme.actions import rewriting
from gamma.cockpit.programme.models import Enrolment, Source
from gamma.ground.errors import UserError
from gamma.ground.faults import Fault

if TYPE_CHECKING:
    from gamma.cockpit.indicators.facts.checks import Found


@contextmanager
def writing(enrolment: Enrolment) -> Iterator[str]:
    """Around a change of the facts of a product; gives its scope in the journal."""
    with rewriting(enrolment.edition):
        yield enrolment.scope


def refuse(found: "Found") -> None:
    """Stop at the first thing that does not hold."""
    for _field, fault in found:
        raise UserError(told(fault))


def told(fault: Fault) -> str:
    """A fault as one sentence for a person."""
    what = f"{fault.what[0].upper()}{fault.what[1:]}"
    return f"{what} : {fault.mend}." if fault.mend else f"{what}."


@dataclass(frozen=True)
class Place:
    """Where a file's figures go: an indicator with its definitions, and the sources they may name."""

    indicator: Indicator
    definitions: list[Definition]
    sources: Mapping[str, Source]


def named(definitions: list[Definition], version: int | None) -> Definition:
    """The definition that a reading or a target names; the first, when there is but one."""
    return definitions[(version or 1) - 1]
