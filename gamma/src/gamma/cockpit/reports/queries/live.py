"""Live: what the rooms below tell of the work under way, for many products at once, in a constant number of queries.

The one place where the pages of the reports ask it; by the row of each enrolment.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

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
class Rhythm:
    """How the weekly half hour of a product goes; `expected` once its edition has run for two weeks and is not over."""

    expected: bool = False
    last_checkin: date | None = None
    overdue: int = 0
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


def awaiting(enrolments: Sequence[Enrolment]) -> Mapping[int, list[Awaiting]]:
    """The targets that wait to be accepted."""
    grouped: dict[int, list[Awaiting]] = defaultdict(list)
    for row in indicators.awaited(enrolments):
        grouped[row.definition.indicator.enrolment_id].append(_awaiting(row))
    return grouped


def rhythm(enrolments: Sequence[Enrolment], today: date) -> Mapping[int, Rhythm]:
    """The check-ins, actions, blockers and notes."""
    rows = {row.pk: row for row in enrolments}
    return {key: _rhythm(rows[key], found, today) for key, found in reviews.rhythm(enrolments, today).items()}


def _awaiting(row: TargetProposal) -> Awaiting:
    indicator = row.definition.indicator
    words = [indicator.enrolment.edition.slug, indicator.enrolment.product.slug, indicator.slug, row.pk]
    href = reverse("indicators:answer", args=words)
    return Awaiting(row.definition.name, indicators.goal_of(row), localdate(row.proposed_at), href)


def _rhythm(enrolment: Enrolment, found: reviews.Rhythm, today: date) -> Rhythm:
    return Rhythm(
        expected=_expected(enrolment.edition, today),
        last_checkin=found.last_checkin,
        overdue=found.overdue,
        blockers=[_open(row, enrolment) for row in found.blockers],
        notes=[_shared(row) for row in found.notes],
    )


def _expected(edition: Edition, today: date) -> bool:
    if not edition.starts or not edition.ends:
        return False
    return span(edition.starts)[0] + SETTLING <= today <= span(edition.ends)[1]


def _open(row: Blocker, enrolment: Enrolment) -> Open:
    lift = reverse("reviews:lift", args=[enrolment.edition.slug, enrolment.product.slug, row.pk])
    return Open(row.text, row.since, row.asked, row.asked_role == MemberRole.SPONSOR, lift)


def _shared(row: Note) -> Shared:
    return Shared(row.text, row.checkin.week, str(row.written_by or ""))
