"""Tables: the same figures in several situations, one column each, and the difference with the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gamma.ground.design.numbers import MINUS
from gamma.services.simulators.reckoning.figures import Amount, Values, amount
from gamma.services.simulators.reckoning.lines import line, measured
from publicodes import Engine


@dataclass(frozen=True)
class Column:
    """A situation: its title, the values found in it; parameters that open it, or that take it out of the table."""

    title: str
    values: Values
    query: str = ""
    without: str = ""


@dataclass(frozen=True)
class Cell:
    """A value as it is read, and what sets it apart from the first column."""

    text: str
    difference: str = ""


@dataclass(frozen=True)
class Row:
    """A figure across the columns."""

    name: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Columns and the groups of their rows, each with a title (empty: the first figures)."""

    columns: Sequence[Column] = ()
    groups: Sequence[tuple[str, Sequence[Row]]] = ()


def table(engine: Engine, columns: Sequence[Column], names: Iterable[str], unit: str, themes: Sequence[str]) -> Table:
    """The figures that have a value in one column at least, those of a theme under its title."""
    if not columns:
        return Table()
    found = rows(engine, columns, names, unit)
    groups = [("", [row for row in found if not row.name.startswith(tuple(themes))])]
    groups += [(engine.rules[one].title, [row for row in found if row.name.startswith(one)]) for one in themes]
    return Table(columns, [group for group in groups if group[1]])


def rows(engine: Engine, columns: Sequence[Column], names: Iterable[str], unit: str) -> list[Row]:
    """A row for each figure that has a value in one column at least."""
    found = [(name, [amount(column.values[name], unit) for column in columns]) for name in dict.fromkeys(names)]
    return [_row(engine, name, cells) for name, cells in found if any(cell.value is not None for cell in cells)]


def _row(engine: Engine, name: str, found: Sequence[Amount]) -> Row:
    read = [line(engine, name, one) for one in found]
    cells = tuple(Cell(one.text, _difference(found[0], one.amount) if place else "") for place, one in enumerate(read))
    return Row(name, read[0].title, cells)


def _difference(first: Amount, other: Amount) -> str:
    """What a number has more or less than the first; nothing for what is no number."""
    if first.number is None or other.number is None or first.unit != other.unit:
        return ""
    gap = round(other.number - first.number, other.decimals)
    if not gap:
        return _("identique")
    return f"{'+' if gap > 0 else MINUS}{measured(Amount(abs(gap), other.unit))}"
