"""Table: a file becomes rows of text, each with its number in the file, or a refusal: CSV here, XLSX in `workbook`."""

import codecs
import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from gamma.cockpit.reports.importing.workbook import is_workbook, read_sheet
from gamma.ground.faults import Fault, Refused, quoted

HEAVIEST = 100_000_000
MOST = 1_000_000
SEPARATORS = ",;\t"
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
TOLD = 200


@dataclass(frozen=True)
class Table:
    """Every cell as text; `row` counts from 1, the header included, as a spreadsheet does.

    `comma` tells that a comma may be a decimal mark in it; `sheets` are those a workbook holds.
    """

    header: list[str]
    rows: pl.DataFrame
    comma: bool = True
    sheets: tuple[str, ...] = ()


def read_table(path: Path) -> Table:
    """Read a file of readings."""
    return table_of(path.name, _bytes(path))


def table_of(name: str, data: bytes, sheet: str = "") -> Table:
    """Read what a file of readings holds: CSV with commas, semicolons or tabs, in UTF-8; or a sheet of an XLSX."""
    if is_workbook(data):
        return _filled(name, *read_sheet(name, data, sheet))
    return _csv(name, data)


def _filled(name: str, header: list[str], rows: pl.DataFrame, comma: bool, sheets: tuple[str, ...] = ()) -> Table:
    """A table of the rows that say something, under the names of its header."""
    rows = rows.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    if not any(header):
        raise Refused(
            name, [Fault("le fichier n'a pas d'en-tête", "écrire les noms des colonnes en première ligne", 1)]
        )
    if not rows.height:
        raise Refused(name, [Fault("le fichier n'a pas de ligne sous son en-tête", "ajouter les relevés", 1)])
    if rows.height > MOST:
        raise Refused(name, [Fault(f"plus de {MOST} lignes", "couper le fichier en plusieurs")])
    return Table(header, rows.rename({f"column_{rank}": said for rank, said in _unique(header)}), comma, sheets)


def _csv(name: str, data: bytes) -> Table:
    _plain(name, data)
    data = data.removeprefix(codecs.BOM_UTF8)
    header, separator = _header(name, data)
    try:
        rows = pl.read_csv(
            data,
            separator=separator,
            has_header=False,
            skip_rows=1,
            schema={f"column_{rank}": pl.String for rank in range(1, len(header) + 1)},
            row_index_name="row",
            row_index_offset=2,
            missing_columns="insert",
        )
    except pl.exceptions.NoDataError as error:
        raise Refused(name, [Fault("le fichier n'a pas de ligne sous son en-tête", "ajouter les relevés")]) from error
    except pl.exceptions.PolarsError as error:
        raise Refused(name, _misshapen(data, separator, len(header))) from error
    return _filled(name, header, rows, comma=separator != ",")


def _unique(header: list[str]) -> list[tuple[int, str]]:
    """The names of the columns with their rank; a name that comes again is left as it was read."""
    return [(rank, name) for rank, name in enumerate(header, start=1) if header.index(name) == rank - 1]


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(HEAVIEST + 1) if path.stat().st_size <= HEAVIEST else b""
    except OSError as error:
        raise Refused(str(path), [Fault(f"fichier illisible ({error.strerror})", "vérifier le chemin")]) from error
    if (not data and path.stat().st_size) or len(data) > HEAVIEST:
        what = f"le fichier pèse plus que les {HEAVIEST / 1e6:.0f} Mo acceptés"
        raise Refused(path.name, [Fault(what, "le couper en plusieurs, l'en-tête répété")])
    return data


def _plain(name: str, data: bytes) -> None:
    """Refuse what is not UTF-8 text, with the line of the first thing that is not."""
    if data.startswith(UTF_16):
        raise Refused(name, [Fault("le texte n'est pas en UTF-8 mais en UTF-16", "l'enregistrer en UTF-8", 1)])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mend = "l'enregistrer en UTF-8 (dans un tableur : « CSV UTF-8 »)"
        raise Refused(name, [Fault("le texte n'est pas en UTF-8", mend, line)]) from error
    found = CONTROL.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        raise Refused(name, [Fault("le texte contient un caractère de contrôle", "le retirer", line)])


def _header(name: str, data: bytes) -> tuple[list[str], str]:
    first = data.split(b"\n", 1)[0][:10_000].decode("utf-8", "ignore").rstrip("\r")
    separator = max(SEPARATORS, key=first.count)
    header = [cell.strip() for cell in next(csv.reader([first], delimiter=separator), [])]
    if not any(header):
        raise Refused(
            name, [Fault("le fichier n'a pas d'en-tête", "écrire les noms des colonnes en première ligne", 1)]
        )
    return header, separator


def _misshapen(data: bytes, separator: str, width: int) -> list[Fault]:
    """The rows that the bulk reading stumbled on, found again one by one."""
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=separator, strict=True)
        faults = (
            Fault(f"{len(cells)} cases pour {width} colonnes", "mettre entre guillemets un texte à séparateur", number)
            for number, cells in enumerate(rows, start=1)
            if len(cells) > width
        )
        return list(islice(faults, TOLD)) or [Fault("ce n'est pas du CSV lisible", "vérifier les guillemets")]
    except csv.Error as error:
        return [Fault(f"ce n'est pas du CSV lisible ({quoted(error)})", "vérifier les guillemets")]
