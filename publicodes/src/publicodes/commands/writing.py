"""Writing: tables written batch by batch, in a file of their own that takes its name once whole."""

from __future__ import annotations

import csv
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from publicodes.commands.tables import FORMATS, TableError
from publicodes.errors import Fault

if TYPE_CHECKING:
    import pyarrow as pa

SPECIAL = r'["\n\r]'


class Writer(Protocol):
    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows. All batches have the same columns."""

    def close(self) -> None:
        """End the table."""


@contextmanager
def written(out: Path, delimiter: str) -> Iterator[Writer]:
    """A writer to `out`, told by its extension. Nothing is left of a table that was not written to its end."""
    if out.suffix not in FORMATS:
        raise TableError(Fault("PC602", f"« {out} » is neither a .csv nor a .parquet file", "name one after --out"))
    partial = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        with partial.open("xb") as file:
            writer: Writer = CsvTable(file, delimiter or ",") if out.suffix == ".csv" else ParquetTable(file)
            yield writer
            writer.close()
        os.replace(partial, out)  # noqa: PTH105 - over an existing file too, on every system
    except OSError as wrong:
        if isinstance(wrong, BrokenPipeError):
            raise
        raise TableError(Fault("PC602", f"« {out} » cannot be written: {wrong.strerror or wrong}")) from None
    finally:
        partial.unlink(missing_ok=True)


class ParquetTable:
    """A Parquet file; the first batch gives its schema."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.writer: pa.parquet.ParquetWriter | None = None

    def write(self, batch: pa.RecordBatch) -> None:
        from pyarrow.parquet import ParquetWriter

        self.writer = self.writer or ParquetWriter(self.file, batch.schema)
        self.writer.write_batch(batch)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()


class CsvTable:
    """A CSV file; with « ; » numbers have a decimal comma, as spreadsheets in French write them."""

    def __init__(self, file: BinaryIO, delimiter: str) -> None:
        self.file, self.delimiter = file, delimiter
        self.started = False

    def write(self, batch: pa.RecordBatch) -> None:
        import pyarrow as pa
        from pyarrow import csv as arrow

        if not self.started:
            self.file.write(_record(batch.schema.names, self.delimiter))
            self.started = True
        columns = [self._texts(column) for column in batch.columns]
        quoted = any(_special(column, self.delimiter) for column in columns)
        options = arrow.WriteOptions(
            include_header=False, delimiter=self.delimiter, quoting_style="needed" if quoted else "none"
        )
        arrow.write_csv(pa.RecordBatch.from_arrays(columns, names=batch.schema.names), self.file, options)

    def _texts(self, column: pa.Array) -> pa.Array:
        """Cells as CSV writes them."""
        import pyarrow as pa
        from pyarrow import compute

        if pa.types.is_boolean(column.type):
            return compute.if_else(column, "oui", "non")
        if pa.types.is_dictionary(column.type):
            return column.dictionary_decode()
        if self.delimiter == ";" and pa.types.is_floating(column.type):
            return compute.replace_substring(compute.cast(column, pa.string()), ".", ",")
        return column

    def close(self) -> None:
        """Everything is written already."""


def _special(column: pa.Array, delimiter: str) -> bool:
    """Whether a cell must be quoted."""
    import pyarrow as pa
    from pyarrow import compute

    if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
        return not (pa.types.is_primitive(column.type) or pa.types.is_null(column.type))
    return bool(compute.any(compute.match_substring_regex(column, f"{SPECIAL}|{delimiter}|^$")).as_py())


def _record(names: list[str], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerow(names)
    return text.getvalue().encode()
