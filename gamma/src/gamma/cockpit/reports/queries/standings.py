"""Standings: where every product of an edition stands, from few readings, kept until a fact changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery

from gamma.cockpit.indicators.lists import MET, SETTLED, Status, Verdict
from gamma.cockpit.indicators.models import Indicator, Reading, Target
from gamma.cockpit.indicators.queries import DEFINITIONS, Track, current_readings, deciding
from gamma.cockpit.indicators.verdicts import Judgement
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.programme.queries import kept
from gamma.cockpit.reports.bilan.computing import entry
from gamma.cockpit.reports.pace import Step, pace
from gamma.cockpit.reports.records import PUBLIC, address
from gamma.ground.periods import span

Words = dict[str, str]
HELP = (
    Verdict.MISSED,
    Verdict.NEARLY,
    Verdict.NOT_COMPUTABLE,
    Verdict.NEVER_READ,
    Verdict.PENDING,
    Verdict.NO_TARGET,
    Verdict.MET,
    Verdict.EXCEEDED,
)


@dataclass(frozen=True)
class Said:
    """A reading as a board needs it."""

    value: Decimal | None
    text: Words
    precision: str
    period: str
    address: str


@dataclass(frozen=True)
class Aim:
    """A target and its verdict, or an indicator that has none; no words of ours, so that it is kept for all readers."""

    indicator: str
    name: Words
    unit: dict[str, list[str]]
    kind: str
    verdict: str
    goal: tuple[Decimal | None, Decimal | None, Decimal | None, Words] | None = None
    due: date | None = None
    attainment: Decimal | None = None
    reading: Said | None = None

    @property
    def need(self) -> tuple[int, Decimal]:
        """Sorts what needs help first first: by verdict, then the farthest from its target."""
        return HELP.index(Verdict(self.verdict)), self.attainment or Decimal(0)


@dataclass(frozen=True)
class Standing:
    """Where a product stands: its verdicts, the worst of them, its entry targets, the end of its last reading.

    `behind` counts the targets that went less than half as far as their time asks.
    """

    enrolment: int
    slug: str
    name: str
    indicators: int
    never_read: int
    behind: int
    verdicts: dict[str, int]
    worst: Aim | None
    entry: str
    latest: str
    latest_ends: date | None

    @property
    def state(self) -> str:
        return self.worst.verdict if self.worst else Verdict.NO_TARGET.value

    @property
    def need(self) -> tuple[int, Decimal, str]:
        """Sorts who needs help first first."""
        return (*(self.worst.need if self.worst else (HELP.index(Verdict.NO_TARGET), Decimal(0))), self.name)


@dataclass(frozen=True)
class Summary:
    """An edition as a whole."""

    products: int
    indicators: int
    never_read: int
    verdicts: dict[str, int]
    entry: dict[str, int]

    @property
    def met(self) -> int:
        return sum(self.verdicts.get(verdict, 0) for verdict in MET)

    @property
    def settled(self) -> int:
        return sum(self.verdicts.get(verdict, 0) for verdict in SETTLED)


def standings(edition: Edition, today: date) -> list[Standing]:
    """Where the products of an edition stand, in its order; computed once for a version of the facts and a day."""
    return kept("standings", edition, today, lambda: _standings(edition, today))


def summary(rows: Iterable[Standing]) -> Summary:
    """The counts over all products."""
    every = list(rows)
    verdicts: Counter[str] = Counter()
    for row in every:
        verdicts.update(row.verdicts)
    return Summary(
        products=len(every),
        indicators=sum(row.indicators for row in every),
        never_read=sum(row.never_read for row in every),
        verdicts=dict(verdicts),
        entry=dict(Counter(row.entry for row in every)),
    )


def _standings(edition: Edition, today: date) -> list[Standing]:
    grouped: dict[int, list[Track]] = defaultdict(list)
    followed = Indicator.objects.filter(PUBLIC, enrolment__edition=edition, followed=True)
    for track in deciding(followed.order_by("enrolment", "rank").prefetch_related(DEFINITIONS)):
        grouped[track.indicator.enrolment_id].append(track)
    latest = _latest(edition)
    behind = _behind(edition, grouped, today)
    rows = Enrolment.objects.filter(edition=edition).select_related("product")
    return [_standing(row, grouped[row.pk], latest, behind[row.pk], today) for row in rows]


def _latest(edition: Edition) -> dict[int, tuple[date | None, str]]:
    """The end and the period of the last reading of each indicator that has one."""
    readings = current_readings().filter(definition__indicator=OuterRef("pk"))
    last = readings.order_by(F("ends_on").desc(nulls_last=True), "-pk")
    rows = Indicator.objects.filter(PUBLIC, enrolment__edition=edition, followed=True)
    ends, period = Subquery(last.values("ends_on")[:1]), Subquery(last.values("period")[:1])
    found = rows.annotate(last=period, last_ends=ends).values_list("pk", "last_ends", "last")
    return {pk: (ends_on, text) for pk, ends_on, text in found if text}


def _behind(edition: Edition, grouped: dict[int, list[Track]], today: date) -> Counter[int]:
    """How many targets of each product are far behind their pace."""
    ahead = {
        target.pk: (of, target)
        for of, tracks in grouped.items()
        for track in tracks
        for target in track.targets
        if target.due >= today and track.indicator.status == Status.ACTIVE
    }
    opened = span(edition.starts)[0] if edition.starts else today
    found: Counter[int] = Counter()
    for pk, start, latest in _steps(ahead):
        of, target = ahead[pk]
        found[of] += pace(target, start, latest, opened, today).behind
    return found


def _steps(targets: Iterable[int]) -> Iterator[tuple[int, Step | None, Step | None]]:
    """The value each target starts from, and the last one read of its own sort of period."""
    same = Reading.objects.filter(definition=OuterRef("definition"), window=OuterRef("window"), value__isnull=False)
    last = same.order_by(F("ends_on").desc(nulls_last=True), "-revision", "-pk")
    first = same.filter(period=OuterRef("baseline")).order_by("-revision", "-pk")
    columns = {
        f"{name}_{column}": Subquery(rows.values(column)[:1])
        for name, rows in (("first", first), ("last", last))
        for column in ("value", "ends_on")
    }
    rows = Target.objects.filter(pk__in=list(targets)).order_by()
    for pk, *told in rows.annotate(**columns).values_list("pk", *columns):
        yield pk, _step(*told[:2]), _step(*told[2:])


def _step(value: Decimal | None, on: date | None) -> Step | None:
    return Step(value, on) if value is not None and on else None


def _standing(
    enrolment: Enrolment, tracks: list[Track], latest: dict[int, tuple[date | None, str]], behind: int, today: date
) -> Standing:
    read = [latest[track.indicator.pk] for track in tracks if track.indicator.pk in latest]
    aims = [aim for track in tracks for aim in _aims(track, track.indicator.pk in latest, today)]
    last_ends, last = max(((ends, text) for ends, text in read if ends), default=(None, ""))
    return Standing(
        enrolment=enrolment.pk,
        slug=enrolment.product.slug,
        name=enrolment.product.name,
        indicators=len(tracks),
        never_read=len(tracks) - len(read),
        behind=behind,
        verdicts=dict(Counter(aim.verdict for aim in aims)),
        worst=min(aims, key=lambda aim: aim.need, default=None),
        entry=entry([track.judged(target, today) for track in tracks for target in track.entries]),
        latest=last,
        latest_ends=last_ends,
    )


def _aims(track: Track, read: bool, today: date) -> list[Aim]:
    """Its targets; or that it has none; or, while it is followed, that it was never read."""
    judged = [_aim(track.indicator, track.judged(target, today)) for target in track.targets]
    if not read and track.indicator.status != Status.RETIRED:
        return [*judged, _without(track, Verdict.NEVER_READ)]
    return judged or [_without(track, Verdict.NO_TARGET)]


def _aim(indicator: Indicator, judgement: Judgement) -> Aim:
    target, reading = judgement.target, judgement.reading
    definition = target.definition
    return Aim(
        indicator=indicator.slug,
        name=definition.name,
        unit=definition.unit.names if definition.unit else {},
        kind=definition.kind,
        verdict=judgement.verdict.value,
        goal=(target.value, target.low, target.high, target.text),
        due=target.due,
        attainment=judgement.attainment,
        reading=_said(reading) if reading else None,
    )


def _without(track: Track, verdict: Verdict) -> Aim:
    definition = track.definition
    names = definition.unit.names if definition.unit else {}
    return Aim(track.indicator.slug, definition.name, names, definition.kind, verdict.value)


def _said(reading: Reading) -> Said:
    return Said(reading.value, reading.text, reading.precision, reading.period, address(reading))
