"""A sheet of a workbook is read as a person sees it; what would not hold in memory is refused before it is opened."""

import io
import re
import struct
import zipfile
from datetime import date

import pytest

from gamma.cockpit.reports.importing import workbook as reading
from gamma.cockpit.reports.importing.table import table_of
from gamma.ground.faults import Refused

from .conftest import altered, workbook

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = [["Mois", "Visites"], [date(2020, 9, 1), 700], [date(2020, 10, 1), 810.5]]


def rows(data, sheet=""):
    table = table_of("relevés.xlsx", data, sheet)
    return table.header, table.rows.rows()


def test_dates_are_days_formulas_their_values_and_numbers_their_decimals():
    data = workbook([["Mois", "Visites", "Note"], [date(2020, 9, 1), ("=1+1", 2), True], ["2020-10", 1 / 3, " x "]])
    assert rows(data) == (
        ["Mois", "Visites", "Note"],
        [(2, "2020-09-01", "2", "true"), (3, "2020-10", "0.333333", " x ")],
    )


def test_rows_keep_the_number_a_person_sees():
    data = workbook(
        [
            [None],
            [None, None, None],
            [None, "Mois", "Visites"],
            [None],
            [None, "2020-10", 7],
            [None, None, None],
            [None, "2020-11", 8],
        ]
    )
    header, found = rows(data)
    assert header == ["Mois", "Visites"]
    assert [row[0] for row in found] == [5, 7]


def test_an_error_of_a_formula_is_no_value():
    assert rows(workbook([["a", "b"], ["x", ("=1/0", "#DIV/0!")]]))[1] == [(2, "x", None)]


def test_of_several_sheets_the_first_is_read_unless_another_is_named():
    data = workbook(PLAIN, [["Semaine"], ["2020-W40"]])
    assert table_of("x", data).sheets == ("Relevés", "Autre")
    assert rows(data)[0] == ["Mois", "Visites"]
    assert rows(data, "Autre") == (["Semaine"], [(2, "2020-W40")])
    with pytest.raises(Refused, match="écrire Autre"):
        rows(data, "Autr")


def huge(data: bytes) -> bytes:
    """The directory says that a part unpacks to four gigabytes."""
    directory = data.rindex(b"PK\x01\x02")
    return data[: directory + 24] + struct.pack("<I", 4_000_000_000) + data[directory + 28 :]


def lying(data: bytes) -> bytes:
    """A part unpacks to more than the directory says."""
    out = bytearray(altered(data, SHEET, lambda body: body + b" " * 30_000_000))
    name = SHEET.encode()
    for mark, offset, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        for found in re.finditer(re.escape(mark), bytes(out)):
            if out[found.start() + name_at : found.start() + name_at + len(name)] == name:
                out[found.start() + offset : found.start() + offset + 4] = struct.pack("<I", 500)
    return bytes(out)


def many(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as parts:
        for rank in range(2_001):
            parts.writestr(f"xl/media/{rank}", b"")
    return out.getvalue()


def far(place: bytes):
    """A last cell far from the others: a reader would make room for all between."""
    cell = b'<row r="9"><c r="' + place + b'"><v>1</v></c></row></sheetData>'
    return lambda data: altered(data, SHEET, lambda body: body.replace(b"</sheetData>", cell))


def with_part(name: str):
    def add(data: bytes) -> bytes:
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as parts:
            parts.writestr(name, b"x")
        return out.getvalue()

    return add


def only(name: str):
    def make(_data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as parts:
            parts.writestr(name, b"<x/>")
        return out.getvalue()

    return make


def endless(body: bytes) -> bytes:
    """Values told by an entity that a reader may be made to write out without end."""
    sheet = body[body.index(b"<worksheet") :]
    return b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet.replace(b"<v>", b"<v>&a;")


HOSTILE = {
    "a bomb by its directory": (huge, "plus que les 200 Mo"),
    "a bomb that lies": (lying, "ne se lit pas"),
    "too many parts": (many, "plus que les 200 Mo"),
    "a cell in the last column": (far(b"XFD9"), "jusqu'à la ligne 9 et la colonne 16384"),
    "a cell in the last row": (far(b"A1048576"), "jusqu'à la ligne 1048576"),
    "a column beyond all": (far(b"ZZZZ9"), "jusqu'à la ligne 9"),
    "macros": (with_part("xl/vbaProject.bin"), "macros"),
    "another archive": (only("mimetype"), "ce n'est pas un classeur"),
    "a workbook of nothing": (only("xl/workbook.xml"), "ne se lit pas"),
    "half a file": (lambda data: data[: len(data) // 2], "ne se lit pas"),
    "only the beginning of an archive": (lambda _data: b"PK\x03\x04", "ne se lit pas"),
    "an old workbook": (lambda _data: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "ancien classeur"),
    "letters of two bytes": (
        lambda data: altered(data, SHEET, lambda body: body.decode().encode("utf-16")),
        "ne se lit pas",
    ),
    "an entity": (lambda data: altered(data, SHEET, endless), "(vide|ne se lit pas)"),
    "no sheet data": (lambda data: altered(data, SHEET, lambda _body: b"<worksheet"), "(vide|ne se lit pas)"),
}


@pytest.mark.parametrize(("spoil", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_refused_with_words(spoil, said):
    with pytest.raises(Refused, match=said) as refusal:
        table_of("relevés.xlsx", spoil(workbook(PLAIN)))
    assert "relevés.xlsx" in str(refusal.value)


def test_an_empty_sheet_is_said():
    with pytest.raises(Refused, match="la feuille “Relevés” est vide"):
        rows(workbook([]))
    with pytest.raises(Refused, match="pas de ligne sous son en-tête"):
        rows(workbook([["Mois", "Visites"]]))


def test_cells_are_found_across_the_pieces_that_are_read(monkeypatch):
    monkeypatch.setattr(reading, "PIECE", 256)
    monkeypatch.setattr(reading, "ROWS", 40)
    with pytest.raises(Refused, match="jusqu'à la ligne 60 et la colonne 3"):
        rows(workbook([["a", "b", "c"]] * 60))
