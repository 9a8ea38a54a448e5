"""Rows: writing what a description says, once, and only where it differs from what is kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Tally(Counter[tuple[str, str]]):
    """How many rows of each model were written, by model name and "new", "changed", "linked", "removed" or "same"."""

    def note(self, model: type[Model], what: str, count: int = 1) -> None:
        self[model.__name__, what] += count

    @property
    def written(self) -> int:
        """How many rows are not what they were before."""
        return sum(count for (_, what), count in self.items() if what != "same")


def put(
    model: type[Row],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    tally: Tally,
    first: Mapping[str, Any] = MappingProxyType({}),
) -> Row:
    """The row that `key` names, made (with what is in `first` besides) or brought to `values`."""
    row = model._default_manager.filter(**key).first()
    if row is None:
        tally.note(model, "new")
        return model._default_manager.create(**{**key, **first, **values})
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    tally.note(model, "changed" if changed else "same")
    return row


def replace(rows: QuerySet[Row], wanted: Sequence[Row], fields: Sequence[str], tally: Tally) -> list[Row]:
    """Make `rows` hold exactly `wanted`, compared by `fields`; nothing is written when they agree."""
    kept = list(rows)
    if [_values(row, fields) for row in kept] == [_values(row, fields) for row in wanted]:
        tally.note(rows.model, "same", len(kept))
        return kept
    tally.note(rows.model, "removed", rows.count())
    rows.delete()
    tally.note(rows.model, "new", len(wanted))
    return rows.model._default_manager.bulk_create(wanted)


def relate(links: Any, wanted: Sequence[Model], tally: Tally) -> None:
    """Make a row point to exactly `wanted`, and note when that changed something."""
    if {row.pk for row in links.all()} != {row.pk for row in wanted}:
        links.set(wanted)
        tally.note(type(links.instance), "linked")


def place(rows: QuerySet[Row], row: Row, after: Row | None, tally: Tally) -> None:
    """Put a row, by its `rank`, right after another of `rows`; first when there is none."""
    ordered: list[Any] = [one for one in rows.order_by("rank", "pk") if one.pk != row.pk]
    ordered.insert(ordered.index(after) + 1 if after in ordered else 0, row)
    for rank, one in enumerate(ordered):
        if one.rank != rank:
            one.rank = rank
            one.save(update_fields=["rank"])
            tally.note(rows.model, "changed")


def _values(row: Model, fields: Sequence[str]) -> list[Any]:
    return [getattr(row, name) for name in fields]
