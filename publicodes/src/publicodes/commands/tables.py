"""Tables: CSV and Parquet files read in batches, whatever their size.

Faults: PC602 a table that cannot be read · PC603 columns · PC604 pyarrow is not installed.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publicodes.errors import Fault, PublicodesError

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 65_536
BLOCK = 4 * 2**20
"""Bytes of CSV read at once: no row may be longer."""

FORMATS = (".csv", ".parquet")


class TableError(PublicodesError):
    """A table cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be read: its headers and its batches. `rows` is None when nobody knows before the end.

    `delimiter` is that of a CSV file, empty for Parquet. With « ; » numbers may have a decimal comma.
    """

    headers: Sequence[str]
    batches: Callable[[], Iterator[pa.RecordBatch]]
    rows: int | None = None
    delimiter: str = ""

    @property
    def comma(self) -> bool:
        return self.delimiter == ";"


def open_table(file: Path) -> Table:
    """The table of a file, told by its extension. Raises TableError."""
    if file.suffix not in FORMATS:
        raise TableError(Fault("PC602", f"« {file} » is neither a .csv nor a .parquet file", "rename or convert it"))
    with reading(file):
        table = _csv(file) if file.suffix == ".csv" else _parquet(file)
    if twice := [name for name, count in Counter(table.headers).items() if count > 1]:
        raise TableError(Fault("PC603", f"« {file} » has several columns named « {twice[0]} »", "rename one of them"))
    return table


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Tell what goes wrong while a table is read."""
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        mend = 'install it: pip install "publicodes[tables]"'
        raise TableError(Fault("PC604", "tables are read with pyarrow, which is not installed", mend)) from None
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise TableError(Fault("PC602", f"« {file} » cannot be read: {_short(wrong)}")) from None


def _short(wrong: Exception) -> str:
    """The first line of what a library says, and of a cell of any length its beginning."""
    if isinstance(wrong, OSError) and wrong.strerror:
        return wrong.strerror
    if isinstance(wrong, UnicodeDecodeError):
        return "it is not in UTF-8; save it again in UTF-8"
    line = (str(wrong).splitlines() or [""])[0]
    if "straddling" in line:
        return f"one of its rows is longer than {BLOCK // 2**20} MiB"
    return line if len(line) <= 200 else line[:199] + "…"


def _parquet(file: Path) -> Table:
    from pyarrow.parquet import ParquetFile

    opened = ParquetFile(file)

    def batches() -> Iterator[pa.RecordBatch]:
        with reading(file):
            yield from _at_least_one(opened.iter_batches(batch_size=ROWS), opened.schema_arrow)

    return Table(opened.schema_arrow.names, batches, opened.metadata.num_rows)


def _csv(file: Path) -> Table:
    """A CSV file: all its cells are read as texts, and each column is then read as its rule asks."""
    line = _first_record(file)
    delimiter = ";" if line.count(";") > line.count(",") else ","
    headers = next(csv.reader([line], delimiter=delimiter), [])

    def batches() -> Iterator[pa.RecordBatch]:
        with reading(file):
            yield from _csv_batches(file, headers, delimiter)

    return Table(headers, batches, None, delimiter)


def _first_record(file: Path) -> str:
    with file.open("rb") as opened:
        start = opened.readline(BLOCK)
    if len(start) == BLOCK:
        raise csv.Error(f"its first line is longer than {BLOCK // 2**20} MiB")
    if not start.strip():
        raise csv.Error("it is empty")
    return start.decode("utf-8-sig").rstrip("\r\n")


def _csv_batches(file: Path, headers: Sequence[str], delimiter: str) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    from pyarrow import csv as arrow

    with arrow.open_csv(
        file,
        arrow.ReadOptions(block_size=BLOCK),
        arrow.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        arrow.ConvertOptions(
            column_types={name: pa.string() for name in headers}, null_values=[""], strings_can_be_null=True
        ),
    ) as opened:
        yield from _at_least_one(opened, opened.schema)


def _at_least_one(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The batches; one without rows when there is none, so that an empty table gives an empty table."""
    import pyarrow as pa

    some = False
    for batch in batches:
        some = True
        yield batch
    if not some:
        yield pa.RecordBatch.from_pylist([], schema=schema)


def answers(column: pa.Array, kind: str, *, comma: bool) -> pa.Array:
    """A column that answers a rule of some kind: where numbers are wanted, texts that are numbers are read as such."""
    import pyarrow as pa
    from pyarrow import compute

    plain = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if kind != "number" or not (pa.types.is_string(plain) or pa.types.is_large_string(plain)):
        return column
    texts = compute.utf8_trim_whitespace(column.cast(plain))
    texts = compute.replace_substring(texts, ",", ".") if comma else texts
    try:
        return compute.cast(texts, pa.float64())
    except pa.ArrowInvalid:
        pairs = zip(texts.to_pylist(), column.to_pylist(), strict=True)
        return pa.array((text if _is_number(text) else cell for text, cell in pairs), plain)


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True
