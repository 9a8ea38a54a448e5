"""Laying: how a file that a person brought is to be read: guessed, chosen in a form, told to the import."""

from datetime import date
from typing import Any

from gamma.cockpit.indicators.models import Definition, Upload
from gamma.cockpit.indicators.queries import source_choices
from gamma.cockpit.programme.access import Right
from gamma.cockpit.programme.actions import TYPED
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.programme.queries import is_over, memberships
from gamma.cockpit.reports.importing.columns import COLUMNS, Layout
from gamma.cockpit.reports.importing.forms import COLUMN, FIXED, Choices
from gamma.cockpit.reports.importing.guessing import guessed, spans_guessed
from gamma.cockpit.reports.importing.table import Table
from gamma.ground.accounts.models import Person
from gamma.ground.texts import chosen, sorting


def begun(table: Table, enrolment: Enrolment) -> dict[str, str]:
    """What the form of a file just brought says: what could be guessed."""
    found = {name: COLUMN + column for name, column in guessed(table.header, table.rows).items()}
    last = _last(enrolment)
    if "indicator" not in found and len(last) == 1:
        found["indicator"] = FIXED + last[0].indicator.slug
    found.setdefault("source", FIXED + TYPED)
    period = found.get("period", "").removeprefix(COLUMN)
    texts = table.rows[period].head(50).to_list() if period else []
    spans = spans_guessed([text or "" for text in texts], {row.window for row in last})
    sheet = {"sheet": table.sheets[0]} if table.sheets else {}
    return {**found, **sheet, "spans": spans}


def choices(enrolment: Enrolment) -> dict[str, Choices]:
    """What may hold for all the rows of a file."""
    indicators = [(row.indicator.slug, chosen(row.name)) for row in _last(enrolment)]
    return {"indicator": indicators, "source": source_choices(enrolment.edition)}


def layout_of(upload: Upload) -> Layout:
    """How a file is to be read, as its person says."""
    said: dict[str, Any] = {name: upload.layout.get(name) or "" for name in (*COLUMNS, "spans", "reason_for_all")}
    place = {"edition": upload.enrolment.edition.slug, "product": upload.enrolment.product.slug}
    columns = {name: said[name][1:] for name in COLUMNS if said[name].startswith(COLUMN)}
    fixed = {name: said[name][1:] for name in COLUMNS if said[name].startswith(FIXED)}
    if said["reason_for_all"] and "reason" not in columns:
        fixed["reason"] = said["reason_for_all"]
    whole = {name: slug for name, slug in place.items() if name not in columns or name == "edition"}
    return Layout({**whole, **fixed}, columns, said["spans"], _aliases(upload.enrolment))


def writable(person: Person, enrolment: Enrolment, today: date) -> set[str]:
    """The products of an edition whose readings are a person's to write."""
    edition = enrolment.edition
    roles = Right.READING_WRITE.value | (Right.HISTORY_WRITE.value if is_over(edition, today) else frozenset())
    held = [row for row in memberships(person) if row.role in roles and row.edition_id in (None, edition.pk)]
    if any(row.enrolment_id is None for row in held):
        return set(edition.enrolments.values_list("product__slug", flat=True))
    return {row.enrolment.product.slug for row in held if row.enrolment}


def _last(enrolment: Enrolment) -> list[Definition]:
    """The definition in force of each indicator."""
    rows = Definition.objects.filter(indicator__enrolment=enrolment).select_related("indicator")
    ordered = rows.order_by("indicator__rank", "version")
    return list({row.indicator_id: row for row in ordered}.values())


def _aliases(enrolment: Enrolment) -> dict[str, dict[str, str]]:
    """The addresses of the indicators and sources that a spreadsheet calls by their names."""
    indicators = {sorting(chosen(row.name)): row.indicator.slug for row in _last(enrolment)}
    sources = {sorting(said): slug for slug, said in source_choices(enrolment.edition)}
    return {
        "indicator": indicators,
        "source": sources,
        "product": {sorting(enrolment.product.name): enrolment.product.slug},
    }
