"""Workbooks as spreadsheets write them, and as somebody hostile does; a product with who writes its readings."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.ground.accounts.models import Person


def workbook(*sheets, names=("Relevés", "Autre", "Vide")) -> bytes:
    """A workbook of these rows; texts that begin with = are formulas, given with their value as a pair."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in zip(names, sheets, strict=False):
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                elif isinstance(cell, tuple):
                    sheet.write_formula(line, column, cell[0], None, cell[1])
                elif cell is not None:
                    sheet.write(line, column, cell)
    book.close()
    return body.getvalue()


def altered(data: bytes, part: str, change) -> bytes:
    """A workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as kept, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in kept.infolist():
            body = kept.read(entry)
            made.writestr(entry.filename, change(body) if entry.filename == part else body)
    return out.getvalue()


@pytest.fixture
def bakery(db, kept, small) -> Enrolment:
    kept(small)
    Edition.objects.update(ends="2199-03")
    return Enrolment.objects.select_related("edition", "product").get(product__slug="bakery")


@pytest.fixture
def owner(bakery) -> Person:
    """Who looks after the data of the bakery."""
    person = Person.objects.create_user("ada@example.org", name="Ada")
    Membership.objects.create(person=person, edition=bakery.edition, enrolment=bakery, role=MemberRole.DATA_OWNER)
    return person
