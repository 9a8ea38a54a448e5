"""What may be written through reports: a season loaded whole, a series of readings imported, a bilan published."""

from collections.abc import Collection
from datetime import date
from importlib.resources import files
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.indicators.actions import make_batch, record_indicators, record_units
from gamma.cockpit.indicators.models import Batch, Reading, Upload
from gamma.cockpit.programme.actions import hold_facts, record_edition, record_enrolment, record_sources, touch_edition
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.publishing import publish, verify
from gamma.cockpit.reports.importing import writing
from gamma.cockpit.reports.importing.bringing import ensure_source, staged
from gamma.cockpit.reports.importing.columns import COLUMNS, NAMES, Layout
from gamma.cockpit.reports.importing.table import read_table, table_of
from gamma.cockpit.reports.keys import make_key, revoke_key
from gamma.cockpit.reports.letters import send_monthly, stop_letter
from gamma.cockpit.reports.season.converting import converted
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.packaging import packaged, save
from gamma.cockpit.reports.season.reading import read_file, read_text, text_of
from gamma.cockpit.reports.season.schema import Season
from gamma.cockpit.reports.sending import receive_reading
from gamma.cockpit.reviews.actions import record_decisions, record_reviews
from gamma.ground.accounts.models import Person
from gamma.ground.audit.actions import made
from gamma.ground.errors import UserError
from gamma.ground.faults import Refused
from gamma.ground.rows import Tally

__all__ = [
    "COLUMNS",
    "NAMES",
    "Layout",
    "bring_upload",
    "convert_file",
    "export",
    "import_readings",
    "load",
    "load_demonstration",
    "load_file",
    "make_key",
    "publish",
    "receive_reading",
    "revoke_key",
    "send_monthly",
    "stop_letter",
    "verify",
]

DEMONSTRATION = "demonstration/season-1.yaml"


@transaction.atomic
def load(season: Season, *, by: str) -> Tally:
    """Make or correct everything a season file states, all of it or nothing; loading twice changes nothing."""
    hold_facts()
    tally = Tally()
    edition = record_edition(season.edition, tally=tally)
    units = record_units(season.units, edition=edition, tally=tally)
    sources = record_sources(season.sources, edition=edition, tally=tally)
    reviews = record_reviews(season.reviews, edition=edition, sources=sources, tally=tally)
    for rank, product in enumerate(season.products):
        enrolment = record_enrolment(product, rank, edition=edition, sources=sources, tally=tally)
        rows = record_indicators(
            product.indicators, enrolment=enrolment, units=units, sources=sources, by=by, tally=tally
        )
        for entry in product.indicators:
            record_decisions(entry.history, indicator=rows[entry.id], reviews=reviews, sources=sources, tally=tally)
    if tally.written:
        touch_edition(edition)
    return tally


def load_file(path: Path, *, by: str, today: date) -> Tally:
    """Load a season file; what is wrong in it is a refusal that names file, line, field and mend."""
    return load(read_file(path, today), by=by)


def convert_file(path: Path, *, out: Path) -> list[str]:
    """Write the season file of a season told in the notation gamma-season/1; return what has no place in it."""
    text, left = converted(text_of(path), path.name)
    save([(out.name, text.encode())], out.resolve().parent)
    return left


def export(edition: Edition, *, folder: Path) -> list[Path]:
    """Write an edition into a folder: its season file, and a data package that any tool reads."""
    return save(packaged(exported(edition)), folder)


@transaction.atomic
def import_readings(path: Path, *, by: str, today: date, layout: Layout | None = None) -> Tally:
    """Add the readings of a CSV file to indicators that exist, all of them or none; importing twice changes nothing."""
    hold_facts()
    faults = staged(read_table(path), layout or Layout(), today=today)
    if faults:
        raise Refused(path.name, faults)
    editions = writing.editions()
    tally = Tally()
    for what, count in zip(("new", "changed", "same"), writing.add(by), strict=True):
        tally.note(Reading, what, count)
    if tally.written:
        for edition in Edition.objects.filter(pk__in=editions):
            touch_edition(edition)
    return tally


@transaction.atomic
def bring_upload(upload: Upload, *, layout: Layout, products: Collection[str], by: Person, today: date) -> Batch:
    """Add the readings of a file that was looked at, all of them or none; they can be undone together."""
    hold_facts()
    enrolment = upload.enrolment
    ensure_source(layout, enrolment.edition)
    table = table_of(upload.name, bytes(upload.body), str(upload.layout.get("sheet") or ""))
    faults = staged(table, layout, today=today, products=products)
    if faults:
        raise Refused(upload.name, faults)
    batch = make_batch(upload.name, enrolment=enrolment, by=by)
    batch.new, batch.changed, _same = writing.add(str(by)[:200], batch.pk)
    if not batch.new and not batch.changed:
        raise UserError(_("Tous ces relevés sont déjà enregistrés : il n'y a rien à importer."))
    batch.save(update_fields=["new", "changed"])
    made(batch, by=by, scope=enrolment.scope, verb="imported")
    touch_edition(enrolment.edition)
    upload.delete()
    return batch


def load_demonstration(today: date) -> Tally | None:
    """Load the season that comes with the product into a base that holds no edition."""
    if Edition.objects.exists():
        return None
    text = files(__package__).joinpath(DEMONSTRATION).read_text(encoding="utf-8")
    return load(read_text(text, Path(DEMONSTRATION).name, today), by="gamma")
