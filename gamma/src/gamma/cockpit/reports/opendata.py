"""Open data: the readings of an indicator under stable addresses, with everything needed to use them.

The columns of the CSV are those of `COLUMNS`, in this order; columns may be added at the end, none is taken away.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Definition, Reading, Target
from gamma.cockpit.indicators.queries import Track
from gamma.cockpit.indicators.verdicts import Judgement
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.records import Record, address
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.packaging import packaged
from gamma.cockpit.reports.season.schema import ProductEntry, Season
from gamma.cockpit.reports.season.writing import written
from gamma.ground.figures import plain

FORMULA = ("=", "+", "-", "@", "\t", "\r")
VERSION = "gamma-indicator/1"

COLUMNS: dict[str, Callable[[Reading], Any]] = {
    "address": address,
    "definition": lambda row: row.definition.version,
    "period": lambda row: row.period,
    "window": lambda row: row.window,
    "starts_on": lambda row: row.starts_on,
    "ends_on": lambda row: row.ends_on,
    "value": lambda row: row.value,
    "unit": lambda row: row.definition.unit.slug if row.definition.unit else "",
    "kind": lambda row: row.definition.kind,
    "precision": lambda row: row.precision,
    "provisional": lambda row: row.provisional,
    "n": lambda row: row.n,
    "numerator": lambda row: row.numerator,
    "text": lambda row: row.text,
    "source": lambda row: row.source.slug,
    "taken_on": lambda row: row.taken_on,
    "tool": lambda row: row.tool,
    "evidence": lambda row: row.evidence,
    "note": lambda row: row.note,
    "revision": lambda row: row.revision,
    "reason": lambda row: row.reason,
}
BILINGUAL = ("text", "note", "reason")
LANGUAGES = ("fr", "en")


def as_csv(track: Track) -> str:
    """Every reading of an indicator, those no more in force flagged; texts that a spreadsheet would run are quoted."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(header())
    for reading, superseded in _all(track):
        writer.writerow([*_cells(reading), _cell(superseded), _cell(reading.withdrawn)])
    return sheet.getvalue()


def header() -> list[str]:
    """The columns; a text in two languages takes two."""
    names = [f"{name}_{code}" if code else name for name in COLUMNS for code in _codes(name)]
    return [*names, "superseded", "withdrawn"]


def as_json(record: Record, track: Track) -> str:
    """An indicator with its definitions, its targets and their verdicts, and every reading."""
    readings = [reading_as_data(reading, superseded) for reading, superseded in _all(track)]
    content = {"format": VERSION, **indicator_as_data(record, track), "readings": readings}
    return json.dumps(content, ensure_ascii=False, indent=1, default=exact)


def indicator_as_data(record: Record, track: Track) -> dict[str, Any]:
    """An indicator with its definitions, its targets and their verdicts."""
    indicator, enrolment = track.indicator, record.enrolment
    return {
        "edition": enrolment.edition.slug,
        "product": enrolment.product.slug,
        "indicator": indicator.slug,
        "followed": indicator.followed,
        "status": indicator.status,
        "reason": indicator.reason,
        "successor": indicator.successor.slug if indicator.successor else None,
        "supports": indicator.supports.slug if indicator.supports else None,
        "verdicts_on": record.today.isoformat(),
        "definitions": [_definition(row) for row in track.definitions],
        "targets": [_target(judgement) for judgement in record.judged.get(indicator.pk, [])],
    }


def as_season(edition: Edition) -> str:
    """The season file of an edition, as it is kept today."""
    return written(_public(exported(edition)))


def as_package(edition: Edition) -> bytes:
    """The Frictionless package of an edition as a ZIP; the same facts always give the same bytes."""
    body = io.BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as package:
        for name, content in packaged(_public(exported(edition))):
            package.writestr(ZipInfo(f"{edition.slug}/{name}"), content, ZIP_DEFLATED)
    return body.getvalue()


def _public(season: Season) -> Season:
    """A season without the indicators that are only proposed."""
    return season.model_copy(update={"products": [_accepted(product) for product in season.products]})


def _accepted(product: ProductEntry) -> ProductEntry:
    hidden = {row.id for row in product.indicators if row.status == Status.PROPOSED}
    kept = [row for row in product.indicators if not {row.id, row.supports} & hidden]
    told = [row.model_copy(update={"successor": None}) if row.successor in hidden else row for row in kept]
    return product.model_copy(update={"indicators": told})


def _all(track: Track) -> Iterable[tuple[Reading, bool]]:
    rows = [(row, False) for row in track.readings] + [(row, True) for row in track.corrected]
    return sorted(rows, key=lambda pair: (str(pair[0].ends_on or "9999"), pair[0].period, pair[0].pk))


def _cells(reading: Reading) -> list[str]:
    values = ((name, ask(reading)) for name, ask in COLUMNS.items())
    return [_cell(value.get(code, "") if code else value) for name, value in values for code in _codes(name)]


def _codes(name: str) -> tuple[str, ...]:
    return LANGUAGES if name in BILINGUAL else ("",)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _definition(row: Definition) -> dict[str, Any]:
    names = ("version", "name", "why", "kind", "window", "aggregation", "direction", "stage", "dimension")
    more = ("numerator", "denominator", "score", "origin", "owner", "since", "change")
    said = {name: getattr(row, name) for name in (*names, *more)}
    return {**said, "unit": row.unit.slug if row.unit else None, "unit_names": row.unit.names if row.unit else None}


def _target(judgement: Judgement) -> dict[str, Any]:
    target = judgement.target
    return {
        **_stated(target),
        "verdict": judgement.verdict.value,
        "obstacle": judgement.obstacle,
        "attainment_percent": judgement.attainment and round(judgement.attainment, 4),
        "progress_percent": judgement.progress and round(judgement.progress, 4),
        "reading": address(judgement.reading) if judgement.reading else None,
        "baseline_reading": address(judgement.baseline) if judgement.baseline else None,
    }


def _stated(target: Target) -> dict[str, Any]:
    names = (
        "slug",
        "revision",
        "reason",
        "due",
        "period",
        "value",
        "low",
        "high",
        "text",
        "baseline",
        "set_at",
        "set_on",
    )
    more = ("set_by", "accepted_by", "rationale")
    said = {name: getattr(target, name) for name in (*names, *more)}
    return {**said, "definition": target.definition.version, "source": target.source.slug}


def reading_as_data(reading: Reading, superseded: bool) -> dict[str, Any]:
    """A reading with all that must travel with it."""
    said = {name: ask(reading) for name, ask in COLUMNS.items()}
    return {**said, "superseded": superseded, "withdrawn": reading.withdrawn}


def exact(value: Any) -> Any:
    """Numbers as numbers, dates as ISO texts."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
