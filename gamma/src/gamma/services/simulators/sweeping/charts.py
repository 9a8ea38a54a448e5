"""Charts: a sweep as two pictures – the figures, the marginal rates – and as one table."""

import csv
import io
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from gamma.ground.design.charts.curve import Curve, Trace
from gamma.ground.design.numbers import number, percent, quantity
from gamma.services.simulators.sweeping.sweeps import Sweep, given, title

RATES = (-50.0, 150.0)  # percent: beyond, a threshold is crossed, and told apart
READ, CROSSED = 40, 12  # rows and thresholds on the page: the file has all of them


def figures(sweep: Sweep) -> Curve:
    """The figures shown, over what moves."""
    traces = tuple(Trace(name_of(sweep, name), _spots(sweep, name)) for name in sweep.shown)
    unit = next((one.unit for name in sweep.shown for one in sweep.amounts[name]), "")
    return Curve(_passing(sweep, traces[-1], unit), unit, *_axis(sweep), traces, _mark(sweep))


def rates(sweep: Sweep) -> Curve | None:
    """The marginal rates, each at the middle of the step it is measured on; None where none makes sense."""
    middles = [(before + after) / 2 for before, after in pairwise(sweep.values)]
    traces = tuple(
        Trace(name_of(sweep, name), tuple(zip(middles, found, strict=True))) for name, found in sweep.rates.items()
    )
    if not any(trace.known for trace in traces):
        return None
    return Curve(_taken(traces[-1]), "%", *_axis(sweep), traces, _mark(sweep), RATES)


def name_of(sweep: Sweep, name: str) -> str:
    """The title of a figure of the sweep."""
    return title(sweep.asked.setting.simulation, name)


def columns(sweep: Sweep) -> list[str]:
    """The headings of the table: what moves, the figures, the marginal rates, each with its unit."""
    moved = f"{name_of(sweep, sweep.asked.setting.name)} ({sweep.asked.setting.unit})"
    shown = [f"{name_of(sweep, name)} ({sweep.amounts[name][0].unit})" for name in sweep.shown]
    told = [_("Non conservé d'un euro de plus, %(name)s (%%)") % {"name": name_of(sweep, name)} for name in sweep.rates]
    return [moved, *shown, *told]


def rows(sweep: Sweep) -> list[list[float | None]]:
    """The rows of the table: a rate stands beside the value it starts from, and the last value has none."""
    found: list[Sequence[float | None]] = [sweep.values]
    found += [[one.number for one in sweep.amounts[name]] for name in sweep.shown]
    found += [[*column, None] for column in sweep.rates.values()]
    return [list(row) for row in zip(*found, strict=True)]


def written(sweep: Sweep) -> list[list[str]]:
    """The rows as they are read, one in a few; a dash where there is no value."""
    found = rows(sweep)
    return [["–" if cell is None else number(cell, 2) for cell in row] for row in found[:: -(-len(found) // READ)]]


def thresholds(sweep: Sweep) -> list[str]:
    """Where a net goes down although more is earned, the largest losses first, in a sentence each."""
    found = []
    for name, column in sweep.rates.items():
        amounts = sweep.amounts[name]
        falls = [rank for rank, rate in enumerate(column) if rate is not None and rate > 100]
        found += [(amounts[rank].number or 0.0, amounts[rank + 1].number or 0.0, rank, name) for rank in falls]
    ranked = sorted(found, key=lambda fall: fall[1] - fall[0])[:CROSSED]
    return [_fall(sweep, name, rank, before - after) for before, after, rank, name in ranked]


def _fall(sweep: Sweep, name: str, rank: int, loss: float) -> str:
    unit = sweep.asked.setting.unit
    told = {"name": name_of(sweep, name), "low": quantity(sweep.values[rank], unit, 2)}
    told |= {"high": quantity(sweep.values[rank + 1], unit, 2), "loss": quantity(loss, sweep.amounts[name][0].unit, 2)}
    return _("Entre %(low)s et %(high)s, « %(name)s » baisse de %(loss)s.") % told


def table(sweep: Sweep) -> str:
    """The table as CSV, numbers with a dot; an empty cell where there is no value."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns(sweep))
    writer.writerows([["" if cell is None else round(cell, 4) for cell in row] for row in rows(sweep)])
    return file.getvalue()


def _spots(sweep: Sweep, name: str) -> tuple[tuple[float, float | None], ...]:
    return tuple(zip(sweep.values, (one.number for one in sweep.amounts[name]), strict=True))


def _axis(sweep: Sweep) -> tuple[str, str]:
    return name_of(sweep, sweep.asked.setting.name), sweep.asked.setting.unit


def _mark(sweep: Sweep) -> tuple[float, str] | None:
    at = given(sweep.asked.setting)
    return None if at is None else (at, _("exemple") if sweep.asked.example else _("votre cas"))


def _passing(sweep: Sweep, trace: Trace, unit: str) -> str:
    (start, first), (end, last) = trace.known[0], trace.known[-1]
    moved, own = _axis(sweep)
    told = {"moved": moved, "start": quantity(start, own, 0), "end": quantity(end, own, 0), "name": trace.label}
    told |= {"first": quantity(round(first), unit, 0), "last": quantity(round(last), unit, 0)}
    return _("« %(moved)s » de %(start)s à %(end)s : « %(name)s » passe de %(first)s à %(last)s") % told


def _taken(trace: Trace) -> str:
    ranked = sorted(rate for _at, rate in trace.known)
    usual, share = ranked[len(ranked) // 2], sum(rate > 50 for rate in ranked) / len(ranked) * 100
    told = {"usual": percent(round(usual), 0), "share": percent(round(share), 0)}
    said = _("D'un euro de plus, %(usual)s en général n'est pas conservé ; plus de la moitié sur %(share)s du tracé")
    return said % told
