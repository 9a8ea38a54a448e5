"""Writing: what every action on the indicators of a product does around its own work."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Definition, Indicator
from gamma.cockpit.programme.actions import TYPED, rewriting, typed_source
from gamma.cockpit.programme.models import Edition, Enrolment, Source
from gamma.ground.errors import UserError
from gamma.ground.faults import Fault, quoted

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
    """The definition that a reading or a target names; the first, when there is but one. Raises UserError."""
    rank = version or 1
    if not 1 <= rank <= len(definitions):
        raise UserError(
            _("La définition %(version)s n'existe pas : choisir de 1 à %(definitions)s.")
            % {"version": rank, "definitions": len(definitions)}
        )
    return definitions[rank - 1]


def source_named(edition: Edition, slug: str) -> Source:
    """The source of an edition that a figure names, made when it is what a team types. Raises UserError."""
    source = typed_source(edition) if slug == TYPED else edition.sources.filter(slug=slug).first()
    if source is None:
        raise UserError(
            _("La source %(source)s n'est pas de cette édition : l'y ajouter d'abord.") % {"source": quoted(slug)}
        )
    return source
