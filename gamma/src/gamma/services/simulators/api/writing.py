"""Writing: pieces of results → bytes, in the format that was sent. The cells received come first, as they were."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from gamma.services.simulators.api.batching import ERRORS, Batch, Piece
from gamma.services.simulators.api.tables import CSV, LINES, PARQUET

UNIT = "{} (unité)"


def written(work: Batch, pieces: Iterator[Piece]) -> Iterator[bytes]:
    """The bytes of the answer, as they come."""
    return WRITERS[work.table.kind](work, pieces)


def _csv(work: Batch, pieces: Iterator[Piece]) -> Iterator[bytes]:
    """The unit of a result stands in its header, as that of an input does."""
    delimiter, headed = work.table.delimiter, False
    for piece in pieces:
        rows = [] if headed else [_headers(work, piece)]
        rows += [[_text(cell, delimiter) for cell in row] for row in _rows(piece)]
        yield _lines_of(rows, delimiter)
        headed = True
    if not headed:
        yield _lines_of([_headers(work, None)], delimiter)


def _lines_of(rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode()


def _headers(work: Batch, piece: Piece | None) -> list[str]:
    units = piece.units if piece else {}
    named = [key for name in work.targets for key in (_with_unit(name, units.get(name)), f"{name} (état)")]
    return [*work.table.headers, *named, ERRORS]


def _with_unit(name: str, unit: str | None) -> str:
    return f"{name} [{unit}]" if unit else name


def _rows(piece: Piece) -> Iterator[list[Any]]:
    columns = [column.to_pylist() for column in piece.columns.values()]
    for row, found, wrong in zip(piece.rows, zip(*columns, strict=True), piece.wrong, strict=True):
        yield [*row.cells, *found, wrong or None]


def _text(cell: Any, delimiter: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if not isinstance(cell, float):
        return str(cell)
    digits = repr(cell).removesuffix(".0")
    return digits.replace(".", ",") if delimiter == ";" else digits


def _json_lines(work: Batch, pieces: Iterator[Piece]) -> Iterator[bytes]:
    """A line an object: what was received, and for each rule its value, its state and its unit."""
    for piece in pieces:
        names = [*work.table.headers, *piece.columns, ERRORS]
        units = {UNIT.format(name): unit for name, unit in piece.units.items() if unit}
        lines = (
            json.dumps({**dict(zip(names, row, strict=True)), **units}, ensure_ascii=False) for row in _rows(piece)
        )
        yield "".join(f"{line}\n" for line in lines).encode()


class Sink(io.RawIOBase):
    """Where a writer writes: what it wrote is taken away as it comes."""

    def __init__(self) -> None:
        self._parts, self._place = list[bytes](), 0

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        self._place += len(part)
        return len(part)

    def tell(self) -> int:
        return self._place

    def take(self) -> bytes:
        """What was written since it was last asked."""
        taken, self._parts = b"".join(self._parts), []
        return taken


def _parquet(work: Batch, pieces: Iterator[Piece]) -> Iterator[bytes]:
    """The unit of a result is in the metadata of its column. Columns that answer no rule are written as texts."""
    sink, writer = Sink(), None
    for piece in pieces:
        arrays = [*_received(work, piece), *piece.columns.values(), pa.array([one or None for one in piece.wrong])]
        writer = writer or ParquetWriter(sink, _schema(work, piece, arrays))
        cast = [array.cast(field.type) for array, field in zip(arrays, writer.schema, strict=True)]
        writer.write_batch(pa.RecordBatch.from_arrays(cast, schema=writer.schema))
        yield sink.take()
    writer = writer or ParquetWriter(sink, pa.schema([(name, pa.string()) for name in _headers(work, None)]))
    writer.close()
    yield sink.take()


def _schema(work: Batch, piece: Piece, arrays: Sequence[pa.Array]) -> pa.Schema:
    names = [*work.table.headers, *piece.columns, ERRORS]
    types = [pa.string() if pa.types.is_null(array.type) else array.type for array in arrays]
    units = [{"unit": unit} if (unit := piece.units.get(name)) else None for name in names]
    return pa.schema([pa.field(*told) for told in zip(names, types, [True] * len(names), units, strict=True)])


def _received(work: Batch, piece: Piece) -> Iterator[pa.Array]:
    numbers = {place for place, kind in work.places if kind == "number"}
    for place in range(len(work.table.headers)):
        cells = [row.cells[place] for row in piece.rows]
        if place in numbers:
            yield pa.array([float(one) if type(one) in (int, float) else None for one in cells], pa.float64())
        else:
            yield pa.array([None if one is None else _text(one, "") for one in cells], pa.string())


WRITERS: Mapping[str, Callable[[Batch, Iterator[Piece]], Iterator[bytes]]] = {
    CSV: _csv,
    LINES: _json_lines,
    PARQUET: _parquet,
}
