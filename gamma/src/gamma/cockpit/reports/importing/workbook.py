"""Workbook: a sheet of an XLSX file becomes rows of text; what it would weigh, once open, is known before it is opened.

Formulas are read as the values they had when the file was saved, dates as 2020-09-30.
"""

import io
import re
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

import fastexcel
import polars as pl

from gamma.ground.faults import Fault, Refused, near, quoted

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
HEAVIEST = 200_000_000  # bytes of all parts, once unpacked
PARTS = 2_000
ROWS, COLUMNS = 200_001, 200
CELLS = 4_000_000  # of the rectangle that holds them all: a reader makes room for each
PIECE = 1 << 20
OVERLAP = 200  # characters: more than the longest beginning of a cell
WORKBOOK = "xl/workbook.xml"
CELL = re.compile(rb"""<(?:\w{1,9}:)?c\s[^>]{0,120}?\br\s*=\s*["']([A-Z]{1,4})(\d{1,8})["']""")
MIDNIGHT = r"^(\d{4}-\d\d-\d\d) 00:00:00$"
LONG = r"^-?\d+\.\d{7,}$"
Rows = tuple[list[str], pl.DataFrame, bool, tuple[str, ...]]


def is_workbook(data: bytes) -> bool:
    """Whether a file is of a spreadsheet rather than text."""
    return data.startswith((ZIP, OLE))


def read_sheet(name: str, data: bytes, sheet: str = "") -> Rows:
    """The header and the rows of a sheet, the first one unless named; a comma may be a decimal mark in it."""
    _measure(name, data)
    try:
        book = fastexcel.read_excel(data)
        sheets = tuple(book.sheet_names)
        chosen = _chosen(name, sheets, sheet)
        frame = book.load_sheet(chosen, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise _unreadable(name) from error
    frame = frame.rename({old: f"column_{rank}" for rank, old in enumerate(frame.columns, start=1)})
    told = frame.with_columns(_told(column) for column in frame.columns).with_row_index("row", 1)
    filled = told.filter(~pl.all_horizontal(pl.exclude("row").is_null())) if frame.width else told
    if not filled.height:
        raise Refused(name, [Fault(f"la feuille {quoted(chosen)} est vide", "en choisir une autre")])
    header = [str(cell or "").strip() for cell in filled.drop("row").row(0)]
    return header, filled.slice(1), True, sheets


def _told(column: str) -> pl.Expr:
    """A cell as a person reads it: a day without its midnight, a number with the decimals that are kept."""
    text = pl.col(column).str.replace(MIDNIGHT, "$1")
    rounded = text.cast(pl.Float64, strict=False).round(6).cast(pl.String).str.replace(r"\.0$", "")
    said = pl.when(text.str.contains(LONG)).then(rounded).otherwise(text)
    return pl.when(said.str.strip_chars() == "").then(None).otherwise(said).alias(column)


def _chosen(name: str, sheets: tuple[str, ...], sheet: str) -> str:
    if not sheets:
        raise _unreadable(name)
    if sheet and sheet not in sheets:
        raise Refused(name, [Fault(f"la feuille {quoted(sheet)} n'existe pas", near(sheet, sheets))])
    return sheet or sheets[0]


def _measure(name: str, data: bytes) -> None:
    """Refuse what is no XLSX, or would not hold in memory."""
    if data.startswith(OLE):
        mend = "l'enregistrer au format .xlsx, sans mot de passe"
        raise Refused(name, [Fault("c'est un ancien classeur, ou un classeur protégé", mend)])
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            _weigh(name, parts)
            _prove(name, parts)
            for part in parts.namelist():
                if part.startswith("xl/worksheets/"):
                    _bound(name, parts, part)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _unreadable(name) from error


def _weigh(name: str, parts: ZipFile) -> None:
    """Refuse by what the file says of itself, before any of it is unpacked."""
    entries = parts.infolist()
    if WORKBOOK not in parts.namelist():
        raise Refused(name, [Fault("ce n'est pas un classeur .xlsx", "l'enregistrer au format .xlsx, ou en CSV")])
    if any(entry.filename.endswith("vbaProject.bin") for entry in entries):
        raise Refused(name, [Fault("le classeur contient des macros", "l'enregistrer au format .xlsx, sans macros")])
    if len(entries) > PARTS or sum(entry.file_size for entry in entries) > HEAVIEST:
        what = f"le classeur pèse, une fois ouvert, plus que les {HEAVIEST / 1e6:.0f} Mo acceptés"
        raise Refused(name, [Fault(what, "n'y garder que la feuille des relevés, ou le couper en plusieurs")])


def _prove(name: str, parts: ZipFile) -> None:
    """Refuse a file that says less of itself than it holds: it is unpacked piece by piece, no further than it says."""
    if parts.testzip() is not None:
        raise _unreadable(name)


def _bound(name: str, parts: ZipFile, part: str) -> None:
    """Refuse a sheet whose cells are too far apart."""
    bottom, right = 0, 0
    for column, row in _cells(name, parts, part):
        bottom, right = max(bottom, row), max(right, column)
    if bottom > ROWS or right > COLUMNS or bottom * right > CELLS:
        what = f"une feuille va jusqu'à la ligne {bottom} et la colonne {right}"
        mend = f"au plus {ROWS - 1} lignes et {COLUMNS} colonnes : effacer ce qui dépasse, ou couper en plusieurs"
        raise Refused(name, [Fault(what, mend)])


def _cells(name: str, parts: ZipFile, part: str) -> Iterator[tuple[int, int]]:
    """The column and the row of each cell."""
    left = b""
    with parts.open(part) as body:
        while piece := body.read(PIECE):
            if b"\x00" in piece:
                raise _unreadable(name)
            text = left + piece
            kept = max(len(text) - OVERLAP, 0) if len(piece) == PIECE else len(text)
            for found in CELL.finditer(text):
                if found.start() < kept:
                    yield _rank(found[1]), int(found[2])
            left = text[kept:]


def _rank(letters: bytes) -> int:
    """The rank of a column: A is 1, AA is 27."""
    rank = 0
    for letter in letters:
        rank = rank * 26 + letter - 64
    return rank


def _unreadable(name: str) -> Refused:
    return Refused(name, [Fault("ce classeur ne se lit pas", "l'ouvrir, puis l'enregistrer à nouveau au format .xlsx")])
