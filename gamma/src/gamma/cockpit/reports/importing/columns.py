"""Columns: what a CSV of readings may say, and how a file that is not in this format is read all the same."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from gamma.ground.faults import Fault, near, quoted
from gamma.ground.forms.fields import moment
from gamma.ground.periods import PeriodError, Window, default_period, span
from gamma.ground.texts import sorting

NAMES = ("edition", "product", "indicator", "source", "period")
WORDS = ("precision", "taken_on", "tool", "evidence", "text", "note", "reason")
COLUMNS = (*NAMES, "version", "value", "numerator", "n", "provisional", *WORDS)


@dataclass(frozen=True)
class Layout:
    """What is said once for every row (`fixed`), and which column of the file says what (`columns`).

    With `columns`, only those columns are read; without, the file is in our format and every column must be known.
    `spans` tells what sort of period the dates of the column `period` stand for, where they are not days; `aliases`,
    by column, the addresses of what people call by a name.
    """

    fixed: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    spans: str = ""
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def faults(self, header: list[str]) -> Iterator[Fault]:
        """What keeps the columns of a file from being understood."""
        for name in sorted({name for name in header if header.count(name) > 1}):
            yield Fault(f"la colonne {quoted(name)} est écrite deux fois", "n'en garder qu'une", 1, name)
        for name in self.columns.values():
            if name not in header:
                yield Fault(f"la colonne {quoted(name)} manque", near(name, header), 1, name)
        for name in header if not self.columns else ():
            if name not in COLUMNS:
                yield Fault(f"colonne {quoted(name)} inconnue", near(name, COLUMNS), 1, name)
        yield from self._missing(header)

    def _missing(self, header: list[str]) -> Iterator[Fault]:
        said = {*self.fixed, *(self.columns or header)}
        for name in (name for name in NAMES if name not in said):
            yield Fault(f"la colonne {name} manque", f"ajouter une colonne {name}, ou la donner avec --{name}", 1, name)
        if not {"value", "text"} & said:
            yield Fault("la colonne value manque", "ajouter une colonne value", 1, "value")

    def laid(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
        """The rows under our own names, every column there and without a null; and the names the file really says."""
        chosen = dict(self.columns) or {name: name for name in frame.columns if name in COLUMNS}
        said = [name for name in COLUMNS if name in chosen or name in self.fixed]
        columns = [
            pl.lit(self.fixed[name]).alias(name)
            if name in self.fixed
            else (pl.col(chosen[name]).fill_null("").str.strip_chars() if name in chosen else pl.lit("")).alias(name)
            for name in COLUMNS
        ]
        rows = frame.select("row", *columns)
        named = [_named(rows, name, called) for name, called in self.aliases.items()]
        return rows.with_columns(_dated(rows, "period", self.spans), _dated(rows, "taken_on", ""), *named), said


def _named(rows: pl.DataFrame, name: str, called: Mapping[str, str]) -> pl.Expr:
    """Addresses, also where a thing is called by its name."""
    texts = rows[name].unique().to_list()
    return pl.col(name).replace({text: called.get(sorting(text), text) for text in texts})


def _dated(rows: pl.DataFrame, name: str, spans: str) -> pl.Expr:
    """Dates as a French hand or a spreadsheet writes them, in our notation; each is looked at once."""
    texts = rows[name].unique().to_list()
    return pl.col(name).replace({text: dated(text, spans) for text in texts})


def dated(text: str, spans: str = "") -> str:
    """ "01/09/2020" is 2020-09-01; the month of that day, where dates stand for months."""
    said = moment(text)
    if not spans or not re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return said
    try:
        return default_period(Window(spans), span(said)[0]).text
    except PeriodError:
        return said
