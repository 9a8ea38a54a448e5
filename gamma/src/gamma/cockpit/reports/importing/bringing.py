"""Bringing: a table and the way to read it become rows that the base can take, or faults; looked at, then written."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from django.db import transaction

from gamma.cockpit.programme.actions import TYPED, typed_source
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.importing import writing
from gamma.cockpit.reports.importing.checking import Checked, check
from gamma.cockpit.reports.importing.columns import Layout
from gamma.cockpit.reports.importing.known import known
from gamma.cockpit.reports.importing.table import Table
from gamma.ground.faults import Fault, quoted

NOTHING = writing.Counts(0, 0, 0)
SEEN = 10
SHOWN = ("product", "indicator", "period", "value", "text", "source")


@dataclass(frozen=True)
class Preview:
    """What a file would come to: what is wrong in it, how many readings are new, changed, the same, its first rows."""

    faults: list[Fault]
    counts: writing.Counts = NOTHING
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    total: int = 0

    @property
    def ready(self) -> bool:
        """Whether it can be confirmed, and would change something."""
        return not self.faults and bool(self.counts.new or self.counts.changed)


def staged(table: Table, layout: Layout, *, today: date, products: Collection[str] | None = None) -> list[Fault]:
    """Stage a table beside what is kept, in this transaction; or say what is wrong, with nothing staged."""
    faults = list(layout.faults(table.header))
    if faults:
        return faults
    rows, said = layout.laid(table.rows)
    checked = check(rows, known(rows["edition"].unique().to_list()), today, comma=table.comma)
    _permitted(checked, products)
    if checked.faults:
        return checked.faults
    writing.stage(checked.rows, said)
    return list(writing.unexplained())


def preview(
    table: Table, layout: Layout, *, edition: Edition, today: date, products: Collection[str] | None = None
) -> Preview:
    """What a table would come to; nothing of it stays in the base."""
    with transaction.atomic():
        ensure_source(layout, edition)
        faults = staged(table, layout, today=today, products=products)
        counts = NOTHING if faults else writing.counts()
        transaction.set_rollback(True)
    unread = any(fault.line == 1 for fault in faults)
    return Preview(faults, counts, *(([], []) if unread else _first(table.rows, layout)), table.rows.height)


def ensure_source(layout: Layout, edition: Edition) -> None:
    """What a team brings itself has the team as its source."""
    if layout.fixed.get("source") == TYPED:
        typed_source(edition)


def _permitted(checked: Checked, products: Collection[str] | None) -> None:
    """Refuse the rows of products whose readings are not this person's to write."""
    if products is not None:
        mend = "retirer ces lignes, ou les faire importer par l'équipe de ce service"
        others = ~pl.col("product").is_in(list(products))
        checked.refuse(others, "product", lambda row: (f"{quoted(row['product'])} n'est pas un de vos services", mend))
        checked.faults.sort(key=lambda fault: fault.line or 0)


def _first(rows: pl.DataFrame, layout: Layout) -> tuple[list[str], list[list[str]]]:
    """The first rows, in the columns that are told of."""
    laid, said = layout.laid(rows.head(SEEN))
    columns = [name for name in SHOWN if name in said and (name != "product" or name in layout.columns)]
    return columns, [[str(cell or "") for cell in row] for row in laid.select(columns).iter_rows()]
