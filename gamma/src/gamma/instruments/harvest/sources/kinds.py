"""Kinds: what each kind of source says of itself, and the shapes that go in and out of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, StringConstraints

from gamma.ground.facts import Facts, refuse
from gamma.ground.faults import quoted
from gamma.ground.periods import Period
from gamma.instruments.harvest.fetching.guarding import Refused, place_of
from gamma.instruments.harvest.fetching.shapes import Answer, Ask, Unreached
from gamma.instruments.harvest.lists import FeedKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Unreadable(Unreached):
    """What came does not hold the figure that is looked for."""


@dataclass(frozen=True)
class Asked:
    """How a page asks for a field of a kind: its label, what helps to fill it in, several lines or one."""

    label: "StrOrPromise"
    hint: "StrOrPromise" = ""
    lines: bool = False


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the figure of a period; `sort` is the kind of quantity of its indicator."""

    period: Period
    sort: str

    def days(self) -> tuple[date, date]:
        """The first and the last day. Raises Unreadable for a period that does not say them."""
        if self.period.first is None or self.period.last is None:
            told = _("%(period)s ne dit pas quels jours demander : cette sorte de flux ne convient pas à l'indicateur.")
            raise Unreadable(told % {"period": quoted(self.period.text)})
        return self.period.first, self.period.last


@dataclass(frozen=True)
class Found:
    """The figure that was found: in the unit of its indicator, with how many it rests on where that is told."""

    value: Decimal
    n: int | None = None
    precision: str = "exact"


@dataclass(frozen=True)
class Kind:
    """A kind of source. `ask` says what is requested for a figure (None: it comes by itself), `read` finds it.

    `facts` is what a person fills in; `secret` the label of what nobody sees again, none where there is no secret.
    """

    word: FeedKind
    hint: "StrOrPromise"
    facts: type[Facts]
    read: Callable[[Any, Answer, Wanted], Found]
    ask: Callable[[Any, Wanted, str], Ask] | None = None
    secret: "StrOrPromise" = ""
    secret_hint: "StrOrPromise" = ""
    required: bool = True  # whether it goes without its secret


def _web(value: str) -> str:
    try:
        place_of(value.format(period="p", start="s", end="e") if "{" in value else value)
    except (Refused, KeyError, IndexError, ValueError) as wrong:
        raise refuse(
            "url", str(wrong) if isinstance(wrong, Refused) else _("accolade de trop dans l'adresse")
        ) from wrong
    return value


WebAddress = Annotated[str, StringConstraints(min_length=8, max_length=500), AfterValidator(_web)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Optional = Annotated[str, StringConstraints(max_length=200)]


def filled(text: str, wanted: Wanted) -> str:
    """A text with the period looked for in the place of {period}, {start} and {end}."""
    first, last = wanted.period.first, wanted.period.last
    told = {"{period}": wanted.period.text.replace(" ", "-"), "{start}": f"{first or ''}", "{end}": f"{last or ''}"}
    for name, value in told.items():
        text = text.replace(name, value)
    return text
