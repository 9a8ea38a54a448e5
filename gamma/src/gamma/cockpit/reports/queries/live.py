"""Live: what the rooms below tell of the work under way, for many products at once, in a constant number of queries.

The one place where the pages of the reports ask it; by the row of each enrolment.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from gamma.cockpit.indicators import queries as indicators
from gamma.cockpit.indicators.models import TargetProposal
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reviews import queries as reviews
from gamma.cockpit.reviews.models import Blocker, Note
from gamma.ground.periods import span
from gamma.ground.texts import Text

SETTLING = timedelta(weeks=2)


@dataclass(frozen=True)
class Late:
    """An indicator whose readings are missing: how many periods, since the one that ended on `since`."""

    indicator: str
    name: Text
    periods: int
    since: date


@dataclass(frozen=True)
class Lateness:
    """How many indicators of a product have readings missing, and how many periods of the one that misses most."""

    indicators: int = 0
    periods: int = 0


@dataclass(frozen=True)
class Awaiting:
    """A target proposed and not accepted yet; `href` is where it is."""

    name: Text
    goal: str
    since: date
    href: str


@dataclass(frozen=True)
class Open:
    """A blocker nobody lifted; `lift` is the page that says it is, `sponsor` whether the sponsor is asked."""

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
class Signs:
    """How the work on a product goes, counted; a half hour is `expected` once its edition has run for two weeks.

    `waiting` targets wait to be accepted, the oldest since the day `waited`.
    """

    expected: bool = False
    pulse: reviews.Pulse = field(default_factory=reviews.Pulse)
    waiting: int = 0
    waited: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """What the half hours of a product left open, and what was shared there."""

    blockers: list[Open] = field(default_factory=list)
    notes: list[Shared] = field(default_factory=list)


def late(enrolments: Sequence[Enrolment], today: date) -> Mapping[int, list[Late]]:
    """The readings that are late."""
    grouped: dict[int, list[Late]] = defaultdict(list)
    for found in indicators.due(enrolments, today):
        if found.late:
            since = today - timedelta(days=found.days)
            row = Late(found.indicator.slug, found.definition.name, found.missing, since)
            grouped[found.indicator.enrolment_id].append(row)
    return grouped


def lateness(enrolments: Sequence[Enrolment], today: date) -> Mapping[int, Lateness]:
    """The same, counted."""
    found = late(enrolments, today).items()
    return {key: Lateness(len(rows), max(one.periods for one in rows)) for key, rows in found}


def awaiting(enrolments: Sequence[Enrolment]) -> Mapping[int, list[Awaiting]]:
    """The targets that wait to be accepted."""
    grouped: dict[int, list[Awaiting]] = defaultdict(list)
    for row in indicators.awaited(enrolments):
        grouped[row.definition.indicator.enrolment_id].append(_awaiting(row))
    return grouped


def signs(enrolments: QuerySet[Enrolment], edition: Edition, today: date) -> Mapping[int, Signs]:
    """How the work goes in these products of an edition."""
    expected, waiting = _expected(edition, today), indicators.waiting(enrolments)
    pulses = reviews.pulses(enrolments, today)
    return {key: Signs(expected, pulse, *waiting.get(key, ())) for key, pulse in pulses.items()}


def rhythm(enrolment: Enrolment, today: date) -> Rhythm:
    """The blockers that stand in a product, and the notes shared."""
    found = reviews.rhythm(enrolment, today)
    return Rhythm([_open(row, enrolment) for row in found.blockers], [_shared(row) for row in found.notes])


def _awaiting(row: TargetProposal) -> Awaiting:
    indicator = row.definition.indicator
    words = [indicator.enrolment.edition.slug, indicator.enrolment.product.slug, indicator.slug, row.pk]
    href = reverse("indicators:answer", args=words)
    return Awaiting(row.definition.name, indicators.goal_of(row), localdate(row.proposed_at), href)


def _expected(edition: Edition, today: date) -> bool:
    if not edition.starts or not edition.ends:
        return False
    return span(edition.starts)[0] + SETTLING <= today <= span(edition.ends)[1]


def _open(row: Blocker, enrolment: Enrolment) -> Open:
    lift = reverse("reviews:lift", args=[enrolment.edition.slug, enrolment.product.slug, row.pk])
    return Open(row.text, row.since, row.asked, row.asked_role == MemberRole.SPONSOR, lift)


def _shared(row: Note) -> Shared:
    return Shared(row.text, row.checkin.week, str(row.written_by or ""))
