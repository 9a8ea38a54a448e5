"""Writing: what every action on the indicators of a product does around its own work."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from gamma.cockpit.indicators.models import Definition, Indicator
from gamma.cockpit.programme.actions import hold_facts, touch_edition
from gamma.cockpit.programme.models import Enrolment, Source
from gamma.ground.errors import UserError
from gamma.ground.faults import Fault

if TYPE_CHECKING:
    from gamma.cockpit.indicators.facts.checks import Found


@contextmanager
def writing(enrolment: Enrolment) -> Iterator[str]:
    """Around a change of the facts of a product: one writer at a time, told at its end. Gives its scope in the journal.

    What is changed is read inside: another may have written while one waited.
    """
    with transaction.atomic():
        hold_facts()
        yield scope(enrolment)
        touch_edition(enrolment.edition)


def scope(enrolment: Enrolment) -> str:
    """Where the journal notes what concerns a product in an edition."""
    return f"{enrolment.edition.slug}/{enrolment.product.slug}"


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
