"""Views: the pay of twelve months, and what is due on them. Everything is in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS as NAMES
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.ground.design.numbers import cents, measured, number
from gamma.services.simulators import addresses
from gamma.services.simulators.asking.answers import Misread, number_of
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.months.year import MONTHS, Correction, Month, usual_pay, year, year_of
from gamma.services.simulators.page.around import around
from gamma.services.simulators.page.showing import example
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from publicodes import PublicodesError

PAY, CORRECTION = "paie", "regularisation"
LONGEST = 40


@dataclass(frozen=True)
class Row:
    """A month of the form and of the table: its name, what was typed, what is wrong with it, the amounts found."""

    number: int
    name: str
    typed: str
    error: str = ""
    alone: str = ""
    correction: str = ""
    given: str = ""
    total: str = ""


@require_safe
def page(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """The form of the twelve months, what each gives, the total of the year."""
    if simulator.monthly is None:
        raise Http404
    told = {name: given for name, given in request.GET.lists() if name not in (PAY, CORRECTION)}
    arrived = addresses.read(simulator, told).simulation
    simulation = arrived if arrived.started else example(arrived)
    correction: Correction = "annual" if request.GET.get(CORRECTION) == "annual" else "progressive"
    shown = around(arrived, _("Mois par mois")) | {"correction": correction, "year": year_of(simulation)}
    shown |= {"example": simulation is not arrived, "figure": _title(simulator)}
    try:
        shown |= _found(simulation, request.GET.getlist(PAY), correction)
    except PublicodesError as error:
        shown["refusals"] = sentences(error)
    wrong = "refusals" in shown or any(row.error for row in shown.get("rows", ()))  # type: ignore[attr-defined]
    return render(request, "simulators/months/page.html", shown, status=422 if wrong else 200)


def _found(simulation: Simulation, typed: Sequence[str], correction: Correction) -> dict[str, object]:
    """The rows, with the amounts when every pay can be read."""
    told = _typed(simulation, typed)
    read = [_read(text) for text in told]
    rows = [
        Row(number, _name(number), text, error) for number, text, (_, error) in zip(MONTHS, told, read, strict=True)
    ]
    if any(row.error for row in rows):
        return {"rows": rows}
    months = year(simulation, [pay for pay, _ in read], correction)
    if isnan(months[-1].total):
        return {"rows": rows, "none": True}
    found = [_row(row, month) for row, month in zip(rows, months, strict=True)]
    return {"rows": found, "total": _money(months[-1].total), "none": months[-1].total == 0.0}


def _typed(simulation: Simulation, typed: Sequence[str]) -> list[str]:
    """What was typed for each month; before anything is, the pay of the simulation."""
    if typed:
        return [text.strip()[:LONGEST] for text in [*typed, *[""] * len(MONTHS)][: len(MONTHS)]]
    pay = usual_pay(simulation)
    return ["" if pay is None else number(round(pay, 2))] * len(MONTHS)


def _read(text: str) -> tuple[float | None, str]:
    """A pay, and what is wrong with it."""
    try:
        pay = number_of(text) if text else None
    except Misread as error:
        return None, str(error)
    return (None, _("Un salaire ne peut pas être négatif.")) if pay is not None and pay < 0 else (pay, "")


def _row(row: Row, month: Month) -> Row:
    if not month.pay:
        return row
    amounts = map(_money, (month.alone, month.correction, month.given, month.total))
    return Row(row.number, row.name, row.typed, "", *amounts)


def _money(value: float) -> str:
    return measured(cents(round(value, 2) + 0.0), "€")


def _title(simulator: Simulator) -> str:
    return engine_of(simulator).rules[simulator.monthly.figure].title if simulator.monthly else ""


def _name(month: int) -> str:
    return str(NAMES[month]).capitalize()
