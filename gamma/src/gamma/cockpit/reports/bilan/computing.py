"""Computing: the facts of an edition become the content of its bilan. Nothing is typed here, everything is derived."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from gamma.cockpit.indicators.lists import MET, Verdict
from gamma.cockpit.indicators.models import Definition, Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.series import totals_like
from gamma.cockpit.indicators.verdicts import ENTRY_SHARE, Judgement
from gamma.cockpit.programme.lists import Role
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan import content
from gamma.cockpit.reports.bilan.unknowns import unknowns
from gamma.cockpit.reports.labels import check, check_edition
from gamma.cockpit.reports.labels.finding import Finding
from gamma.cockpit.reports.records import Record, records
from gamma.cockpit.reviews.models import Decision

Shape = TypeVar("Shape", bound=content.Piece)
PERCENT = Decimal("0.0001")


def computed(edition: Edition, today: date) -> content.Bilan:
    """The bilan of an edition as its facts stand, with the verdicts of `today`."""
    kept = records(edition.enrolments.all(), today)
    products = [_product(record) for record in kept]
    return _piece(
        content.Bilan,
        edition,
        computed_on=today,
        sources=[_source(source) for source in edition.sources.select_related("became")],
        reviews=[_review(review) for review in edition.reviews.prefetch_related("sources")],
        summary=_summary(products),
        products=products,
        findings=[_finding(kept, found) for found in check_edition(kept)],
        texts=[],
        acknowledged=[],
    )


def entry(judgements: Iterable[Judgement]) -> str:
    """Where a product stands on its entry targets: it reached them when 80 % of them are met."""
    verdicts = [judgement.verdict for judgement in judgements]
    if not verdicts:
        return "apart"
    if Verdict.PENDING in verdicts:
        return "pending"
    met = sum(verdict in MET for verdict in verdicts)
    return "reached" if Decimal(met * 100) / len(verdicts) >= ENTRY_SHARE else "short"


def _piece(shape: type[Shape], row: Any, **known: Any) -> Shape:
    """The fields of a row that a shape names, and those given."""
    return shape(**{name: getattr(row, name) for name in shape.model_fields if name not in known}, **known)


def _source(source: Any) -> content.SourcePiece:
    return _piece(content.SourcePiece, source, became=source.became.slug if source.became else "")


def _review(review: Any) -> content.ReviewPiece:
    return _piece(content.ReviewPiece, review, sources=[source.slug for source in review.sources.all()])


def _summary(products: list[content.ProductPiece]) -> content.SummaryPiece:
    followed = [(product, row) for product in products for row in product.indicators if row.followed]
    verdicts = Counter(target.verdict for _, row in followed for target in row.targets)
    entries: dict[str, list[str]] = {"reached": [], "short": [], "pending": [], "apart": []}
    for product in products:
        entries[product.entry].append(product.slug)
    return content.SummaryPiece(
        indicators=len(followed),
        verdicts={verdict.value: verdicts[verdict] for verdict in Verdict if verdicts[verdict]},
        never_read=[f"{product.slug}/{row.slug}" for product, row in followed if not row.readings],
        entry=entries,
    )


def _product(record: Record) -> content.ProductPiece:
    enrolment = record.enrolment
    parts = list(enrolment.sponsorships.all())
    return content.ProductPiece(
        slug=enrolment.product.slug,
        name=enrolment.product.name,
        site=enrolment.product.site,
        problem=enrolment.problem,
        goal=enrolment.goal,
        note=enrolment.note,
        sponsors=[part.organisation.name for part in parts if part.role == Role.SPONSOR],
        incubators=[part.organisation.name for part in parts if part.role == Role.INCUBATOR],
        phases=[_piece(content.PhasePiece, phase) for phase in enrolment.product.phases.all()],
        levers=[_lever(lever) for lever in enrolment.levers.all()],
        indicators=_indicators(record),
        entry=entry(record.entries),
        findings=[_finding([record], found) for found in check(record)],
        unknowns=list(unknowns(record)),
    )


def _lever(lever: Any) -> content.LeverPiece:
    return _piece(content.LeverPiece, lever, sources=[source.slug for source in lever.sources.all()])


def _finding(records: list[Record], found: Finding) -> content.FindingPiece:
    named = {pk: record for record in records for pk in record.paths}
    return content.FindingPiece(
        rule=found.rule,
        indicators=[named[track.indicator.pk].paths[track.indicator.pk] for track in found.tracks],
        readings=[named[reading.definition.indicator_id].key(reading) for reading in found.readings],
        says=found.says,
    )


def _indicators(record: Record) -> list[content.IndicatorPiece]:
    """The indicators, each with the readings that its own figures, or those of another, rest on."""
    totals = {track.indicator.pk: _totals(record, track) for track in record.followed}
    named = {key for found in totals.values() for total in found for key in total.readings}
    return [_indicator(record, track, totals.get(track.indicator.pk, []), named) for track in record.tracks]


def _indicator(
    record: Record, track: Track, totals: list[content.TotalPiece], named: set[str]
) -> content.IndicatorPiece:
    indicator = track.indicator
    targets = [_target(record, track, judgement) for judgement in record.judged.get(indicator.pk, [])]
    changes = _changes(record, track)
    named = named | _named(targets, changes)
    told = {reading.pk for reading in record.told(track)}
    return _piece(
        content.IndicatorPiece,
        indicator,
        successor=indicator.successor.slug if indicator.successor else "",
        supports=indicator.supports.slug if indicator.supports else "",
        verdict=track.verdict() or "",
        definitions=[_definition(definition) for definition in track.definitions],
        readings=[_reading(record, reading) for reading in _shown(record, track, told, named)],
        targets=targets,
        series=[record.key(reading) for reading in track.series if reading.pk in told],
        changes=changes,
        totals=totals,
        claims=[_piece(content.ClaimPiece, claim, source=claim.source.slug) for claim in track.claims],
        history=[_decision(decision) for decision in record.decisions.get(indicator.pk, [])],
    )


def _named(targets: list[content.TargetPiece], changes: list[content.ChangePiece]) -> set[str]:
    rested = {key for target in targets for key in (target.reading, target.baseline, *target.others)}
    return rested | {key for change in changes for key in (change.reading, change.before)}


def _shown(record: Record, track: Track, told: set[int], named: set[str]) -> list[Reading]:
    """The readings of the season or without a date, and those that a figure rests on."""
    return [
        reading
        for reading in track.readings
        if reading.ends_on is None or reading.pk in told or record.key(reading) in named
    ]


def _reading(record: Record, reading: Reading) -> content.ReadingPiece:
    key, version = record.key(reading), reading.definition.version
    return _piece(content.ReadingPiece, reading, key=key, version=version, source=reading.source.slug)


def _target(record: Record, track: Track, judgement: Judgement) -> content.TargetPiece:
    target = judgement.target
    earlier = [row for row in track.revisions if row.slug == target.slug and row.revision < target.revision]
    return _stated(
        target,
        verdict=judgement.verdict.value,
        obstacle=judgement.obstacle or "",
        attainment=_rounded(judgement.attainment),
        progress=_rounded(judgement.progress),
        reading=record.key(judgement.reading) if judgement.reading else "",
        others=[record.key(reading) for reading in judgement.others],
        baseline=record.key(judgement.baseline) if judgement.baseline else "",
        was=[_stated(row) for row in earlier],
    )


def _stated(target: Target, **judged: Any) -> content.TargetPiece:
    known = {"version": target.definition.version, "source": target.source.slug, **judged}
    for name in ("verdict", "obstacle", "attainment", "progress", "reading", "others", "baseline", "was"):
        known.setdefault(name, content.TargetPiece.model_fields[name].default)
    return _piece(content.TargetPiece, target, **known)


def _rounded(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent.quantize(PERCENT)


def _definition(definition: Definition) -> content.DefinitionPiece:
    return _piece(content.DefinitionPiece, definition, unit=definition.unit.names if definition.unit else {})


def _decision(decision: Decision) -> content.DecisionPiece:
    return _piece(content.DecisionPiece, decision, review=decision.review.slug, source=decision.source.slug)


def _changes(record: Record, track: Track) -> list[content.ChangePiece]:
    """Year on year, for the readings that end within the edition."""
    return [
        content.ChangePiece(
            reading=record.key(change.reading),
            before=record.key(change.before),
            percent=change.percent.quantize(PERCENT),
            across=list(change.across or ()),
        )
        for change in record.changes(track)
    ]


def _totals(record: Record, track: Track) -> list[content.TotalPiece]:
    """The published figures that a sum of a supporting series gives back."""
    return [
        content.TotalPiece(
            published=record.key(reading),
            series=other.indicator.slug,
            period=total.period.text,
            value=total.value,
            readings=[record.key(part) for part in total.readings],
        )
        for other in record.supporting(track)
        for reading in track.readings
        for total in totals_like(other.series, reading)
    ]
