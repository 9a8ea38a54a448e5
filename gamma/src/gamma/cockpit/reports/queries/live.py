"""Live: what the rooms below tell of the work under way, for many products at once, in a constant number of queries.

The one place where the pages of the reports ask it; by the row of each enrolment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gamma.cockpit.programme.models import Enrolment
from gamma.ground.texts import Text


@dataclass(frozen=True)
class Late:
    """An indicator whose readings are missing: how many periods, since the one that ended on `since`."""

    indicator: str
    name: Text
    periods: int
    since: date


@dataclass(frozen=True)
class Awaiting:
    """A target proposed and not accepted yet; `href` is where it is."""

    name: Text
    goal: str
    since: date
    href: str


@dataclass(frozen=True)
class Open:
    """A blocker nobody lifted; `lift` is where its button posts, `sponsor` whether the sponsor is asked."""

    text: str
    since: date
    asked: str
    sponsor: bool
    lift: str


@dataclass(frozen=True)
class Shared:
    """A note of a check-in shared with the sponsor."""

    text: str
    on: date
    by: str


@dataclass(frozen=True)
class Rhythm:
    """How the weekly half hour of a product goes; `expected` once its edition has run for two weeks and is not over."""

    expected: bool = False
    last_checkin: date | None = None
    overdue: int = 0
    blockers: list[Open] = field(default_factory=list)
    notes: list[Shared] = field(default_factory=list)


def late(enrolments: Iterable[Enrolment], today: date) -> Mapping[int, list[Late]]:
    """The readings that are late."""
    del enrolments, today
    return {}


def awaiting(enrolments: Iterable[Enrolment]) -> Mapping[int, list[Awaiting]]:
    """The targets that wait to be accepted."""
    del enrolments
    return {}


def rhythm(enrolments: Iterable[Enrolment], today: date) -> Mapping[int, Rhythm]:
    """The check-ins, actions, blockers and notes."""
    del enrolments, today
    return {}
