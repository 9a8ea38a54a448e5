"""Tables: CSV, JSON Lines or Parquet → headers and rows, a bad row being told and never stopping the others.

A header is the name of a rule, with the unit of its numbers between brackets where it is not that of the rule:
« salarié . contrat . salaire brut [€/an] ».
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any, NamedTuple

import pyarrow as pa
from django.utils.translation import gettext as _
from pyarrow.parquet import ParquetFile

from gamma.ground.api.reading import json_of
from gamma.ground.api.refusals import Refused, refused
from gamma.services.simulators.api.asking import example

CSV, LINES, PARQUET = "text/csv", "application/x-ndjson", "application/vnd.apache.parquet"
ALIASES = {"application/jsonl": LINES, "application/x-jsonlines": LINES, "application/json-lines": LINES}
COLUMNS, LONGEST, GROUP = 200, 2**16, 1_000
PARQUET_MOST = 400 * 2**20
"""Bytes of a Parquet file once it is unpacked."""


class Row(NamedTuple):
    """The cells of a row, in the order of the headers; what is wrong with it, or nothing."""

    cells: Sequence[Any]
    wrong: str = ""


@dataclass(frozen=True)
class Table:
    """What was sent. `delimiter` is that of a CSV file; with « ; » its numbers have a decimal comma."""

    kind: str
    headers: Sequence[str]
    rows: Callable[[], Iterator[Row]]
    delimiter: str = ""


def table(content_type: str, file: IO[bytes]) -> Table:
    """The table of a file, as its media type tells. Raises Refused (415, 422)."""
    media = content_type.partition(";")[0].strip().lower()
    kind = ALIASES.get(media, media)
    if kind not in READERS:
        told = _("Une table en « {kind} » n'est pas reçue ici.").format(kind=media[:80])
        raise refused(told, "Content-Type", ", ".join(READERS), status=415)
    found = READERS[kind](file)
    _check(found.headers)
    return found


def _check(headers: Sequence[str]) -> None:
    if not headers:
        raise refused(_("La table est vide."), "", _("Donnez une première ligne : les noms des règles."))
    if len(headers) > COLUMNS:
        raise refused(_("La table a plus de {most} colonnes.").format(most=COLUMNS), "", _("Envoyez-en moins."))
    if twice := [name for name in headers if list(headers).count(name) > 1]:
        raise refused(_("Deux colonnes s'appellent « {name} ».").format(name=twice[0]), twice[0], _("Gardez-en une."))


def _csv(file: IO[bytes]) -> Table:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    first = text.readline(LONGEST)
    delimiter = ";" if first.count(";") > first.count(",") else ","
    headers = next(csv.reader([first], delimiter=delimiter), []) if first.strip() else []
    return Table(CSV, headers, lambda: _csv_rows(text, delimiter, len(headers)), delimiter)


def _csv_rows(text: IO[str], delimiter: str, width: int) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # longer than the module reads
            yield _too_long(width)
            continue
        if cells:
            yield _csv_row(cells, width)


def _csv_row(cells: list[str], width: int) -> Row:
    if any(len(cell) > LONGEST for cell in cells):
        return _too_long(width)
    if len(cells) != width:
        told = _("Cette ligne n'a pas autant de cellules que l'en-tête : {count} au lieu de {width}.").format(
            count=len(cells), width=width
        )
        return Row([*cells, *[None] * width][:width], told)
    wrong = _("Cette ligne n'est pas en UTF-8.") if any("\ufffd" in cell for cell in cells) else ""
    return Row([cell or None for cell in cells], wrong)


def _too_long(width: int) -> Row:
    return Row([None] * width, _("Cette ligne ne se lit pas : une cellule est trop longue."))


def _lines(file: IO[bytes]) -> Table:
    """Every key of every line is a column: they are read first, faulty lines aside."""
    headers: dict[str, None] = {}
    for line in _each_line(file):
        headers.update(dict.fromkeys(_keys(line)))
        if len(headers) > COLUMNS:
            break
    return Table(LINES, list(headers), lambda: _line_rows(file, list(headers)))


def _each_line(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while line := file.readline(LONGEST + 1):
        long = len(line) > LONGEST
        while long and not line.endswith(b"\n") and (more := file.readline(LONGEST)):
            line = b"-\n" if more.endswith(b"\n") else b"-"  # not JSON: what is too long is told as such
        if line.strip():
            yield line


def _keys(line: bytes) -> Sequence[str]:
    """Quickly: a line is read with care when its turn comes."""
    if line.count(b"[") + line.count(b"{") > 1:
        return ()
    try:
        found = json.loads(line)
    except ValueError:
        return ()
    return list(found) if isinstance(found, dict) else ()


def _line_rows(file: IO[bytes], headers: Sequence[str]) -> Iterator[Row]:
    for line in _each_line(file):
        try:
            found = json_of(line, example())
        except Refused as wrong:
            yield Row([None] * len(headers), wrong.refusals[0].what)
            continue
        yield _line_row(found, headers)


def _line_row(found: Any, headers: Sequence[str]) -> Row:
    if not isinstance(found, dict):
        return Row([None] * len(headers), _("Cette ligne n'est pas un objet."))
    cells = [found.get(name) for name in headers]
    if any(isinstance(cell, dict | list) for cell in found.values()):
        return Row([None] * len(headers), _("Une table ne contient que des textes, des nombres et des booléens."))
    return Row(cells)


def _parquet(file: IO[bytes]) -> Table:
    try:
        opened = ParquetFile(file)
    except (pa.ArrowException, OSError):
        raise refused(_("Ceci n'est pas un fichier Parquet."), "", _("Enregistrez-le de nouveau.")) from None
    groups = [opened.metadata.row_group(place) for place in range(opened.metadata.num_row_groups)]
    if sum(group.total_byte_size for group in groups) > PARQUET_MOST:
        raise refused(_("Ce fichier Parquet est trop grand."), "", _("Envoyez-le en plusieurs fois."), status=413)
    for field in opened.schema_arrow:
        if pa.types.is_nested(field.type):
            told = _("La colonne « {name} » contient des listes ou des objets.").format(name=field.name)
            raise refused(told, field.name, _("Mettez une valeur par cellule."))
    return Table(PARQUET, opened.schema_arrow.names, lambda: _parquet_rows(opened))


def _parquet_rows(opened: ParquetFile) -> Iterator[Row]:
    """Row by row; where the file breaks, one row says so."""
    try:
        for batch in opened.iter_batches(batch_size=GROUP):
            columns = [map(_plain, column.to_pylist()) for column in batch.columns]
            yield from map(Row, zip(*columns, strict=True))
    except (pa.ArrowException, OSError, ValueError):
        yield Row([None] * len(opened.schema_arrow), _("La suite du fichier ne se lit pas."))


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, Decimal):
        return float(cell)
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def some(rows: Iterator[Row], count: int) -> list[Row]:
    """The next rows, at most so many."""
    return list(islice(rows, count))


READERS: Mapping[str, Callable[[IO[bytes]], Table]] = {CSV: _csv, LINES: _lines, PARQUET: _parquet}
