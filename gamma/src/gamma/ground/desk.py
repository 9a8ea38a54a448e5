"""Desk: a port. Rooms declare what awaits a person, and the pages they open to who holds a role somewhere.

`asking` and `opening` are called by the rooms when the house opens (`AppConfig.ready`); the desk asks them all.
"""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gamma.ground.accounts.models import Person


@dataclass(frozen=True)
class Task:
    """Something that awaits a person: what, where it is done, since when. `scope` is "edition" or "edition/product"."""

    text: str
    href: str
    scope: str
    since: date | None = None


@dataclass(frozen=True)
class Link:
    """A page of work that someone may open, as the desk names it."""

    label: str
    href: str


@dataclass(frozen=True)
class Place:
    """Where someone takes part: an edition, or a product in it, and the roles they hold there."""

    edition: str
    product: str | None
    roles: Set[str]


Asks = Callable[["Person", date], Iterable[Task]]
Opens = Callable[[Place], Iterable[Link]]

_ASKS: list[Asks] = []
_OPENS: list[Opens] = []


def asking(asks: Asks) -> None:
    """Say what awaits a person in a room; queries a constant number of times, however many editions there are."""
    _ASKS.append(asks)


def opening(opens: Opens) -> None:
    """Say which pages of a room one may open from a place; asks nothing of the base."""
    _OPENS.append(opens)


def tasks(person: "Person", today: date) -> list[Task]:
    """All that awaits a person, what has waited longest first."""
    found = [task for asks in _ASKS for task in asks(person, today)]
    return sorted(found, key=lambda task: task.since or today)


def links(place: Place) -> list[Link]:
    """All the pages that one may open from a place, in the order of the rooms."""
    return [link for opens in _OPENS for link in opens(place)]
