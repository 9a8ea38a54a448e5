"""Looking: what a file that was brought would come to; what undoing an import would come to. Nothing is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from gamma.cockpit.indicators.models import Batch, Reading, Upload
from gamma.cockpit.reports.importing.bringing import Preview, preview
from gamma.cockpit.reports.importing.forms import ASKED
from gamma.cockpit.reports.importing.laying import begun, layout_of
from gamma.cockpit.reports.importing.table import Table, table_of
from gamma.ground.faults import Fault

TOLD = 25


@dataclass(frozen=True)
class Seen:
    """What a file would come to, as much as a page can tell."""

    preview: Preview

    @property
    def told(self) -> list[tuple[Fault, str]]:
        """The faults a page can tell, each with its column as people call it."""
        return [(fault, str(ASKED.get(fault.field, fault.field))) for fault in self.preview.faults[:TOLD]]

    @property
    def columns(self) -> list[str]:
        """The columns of the first rows, as people call them."""
        return [str(ASKED.get(name, name)) for name in self.preview.columns]

    @property
    def more(self) -> int:
        return max(len(self.preview.faults) - TOLD, 0)


@dataclass(frozen=True)
class Undoable:
    """What undoing an import would do: readings put back, withdrawn, and left because someone corrected them since."""

    restored: int
    withdrawn: int
    left: int
    kept: list[Reading]
    products: set[str]


def opened(upload: Upload, sheet: str = "") -> Table:
    """A file that was brought, read again: the sheet that was chosen, or another."""
    return table_of(upload.name, bytes(upload.body), sheet or str(upload.layout.get("sheet") or ""))


def looked_at(upload: Upload, table: Table, *, products: Collection[str], today: date) -> Seen:
    """What a file would come to as it is laid now."""
    found = preview(table, layout_of(upload), edition=upload.enrolment.edition, today=today, products=products)
    return Seen(found)


def relaid(upload: Upload, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a person chose; what could be guessed, when they chose another sheet."""
    sheet = said.get("sheet") or ""
    if sheet and sheet != upload.layout.get("sheet"):
        return {**begun(opened(upload, sheet), upload.enrolment), "sheet": sheet}
    return dict(said)


def undoable(batch: Batch) -> Undoable:
    """What would become of the readings of an import."""
    later = Reading.objects.filter(
        definition=OuterRef("definition"),
        period=OuterRef("period"),
        source=OuterRef("source"),
        revision__gt=OuterRef("revision"),
    )
    rows = Reading.objects.filter(batch=batch).annotate(later=Exists(later))
    left = rows.filter(later=True)
    related = left.select_related("definition__indicator__enrolment__product", "source").order_by("pk")
    return Undoable(
        restored=rows.filter(later=False, revision__gt=0).count(),
        withdrawn=rows.filter(later=False, revision=0).count(),
        left=left.count(),
        kept=list(related[:TOLD]),
        products=set(rows.values_list("definition__indicator__enrolment__product__slug", flat=True).distinct()),
    )
