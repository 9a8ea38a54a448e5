"""Views: the curve of a simulation, and its table. Everything is in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.ground.design.charts.curve import Curve, curve_svg
from gamma.ground.design.numbers import number
from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.page.around import around, held
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.sweeping import charts, sweeps
from gamma.services.simulators.sweeping.sweeps import MOST, Asked, Sweep
from publicodes import PublicodesError

OWN = ("axe", "avant", "de", "a", "figure", "contexte")


@dataclass(frozen=True)
class Option:
    """A choice of the form."""

    value: str
    title: str
    chosen: bool


@require_safe
def page(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """The curves of a simulation, the form that chooses them, the data as a table."""
    simulation, asked = _asked(request, simulator)
    context = around(simulation, _("Courbe")) | {"asked": asked, "most": MOST}
    if asked is None:
        return render(request, "simulators/sweeping/page.html", context)
    try:
        context |= _shown(sweeps.sweep(asked))
    except PublicodesError as error:
        context["refusals"] = sentences(error)
    context |= _choices(asked)
    return render(request, "simulators/sweeping/page.html", context, status=422 if asked.range.errors else 200)


@require_safe
def table(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """The data of the curves as CSV; without any, an answer that says so."""
    _simulation, asked = _asked(request, simulator)
    try:
        found = sweeps.sweep(asked) if asked else None
    except PublicodesError:
        found = None
    if found is None or not found.shown:
        none = _("Aucune donnée pour cette simulation.")
        return HttpResponse(none, content_type="text/plain; charset=utf-8", status=422)
    headers = {"Content-Disposition": 'attachment; filename="courbe.csv"'}
    return HttpResponse(charts.table(found), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: HttpRequest, simulator: Simulator) -> tuple[Simulation, Asked | None]:
    form = dict(request.GET.lists())
    told = {name: values for name, values in form.items() if name not in OWN}
    simulation = addresses.read(simulator, told).simulation
    try:
        return simulation, sweeps.asked(simulation, form)
    except PublicodesError:
        return simulation, None


def _shown(sweep: Sweep) -> dict[str, object]:
    if not sweep.shown:
        return {}
    curve, rates = charts.figures(sweep), charts.rates(sweep)
    found: dict[str, object] = {
        "sweep": sweep,
        "curve": curve,
        "picture": _picture(curve),
        "columns": charts.columns(sweep),
        "rows": charts.written(sweep),
        "csv": f"../courbe.csv?{_query(sweep)}",
        "options": _options(sweep),
        "many": len(sweep.asked.wanted) > MOST,
    }
    if rates:
        found |= {"rates": rates, "rates_picture": _picture(rates), "thresholds": charts.thresholds(sweep)}
    return found


def _picture(curve: Curve) -> SafeString:
    """The chart, drawn for a wide page; what it says is escaped by the one who draws."""
    return mark_safe(curve_svg(curve))  # noqa: S308


def _query(sweep: Sweep) -> str:
    asked = sweep.asked
    pairs = [("axe", asked.setting.name), *(("figure", name) for name in sweep.shown)]
    pairs += [("de", f"{asked.range.low:.10g}"), ("a", f"{asked.range.high:.10g}")]
    if asked.setting.context:
        pairs.append(("contexte", asked.setting.context))
    return urlencode([*held(asked.setting.simulation), *pairs])


def _options(sweep: Sweep) -> list[Option]:
    names = [name for name in sweep.amounts if name != sweep.asked.setting.name]
    return [Option(name, charts.name_of(sweep, name), name in sweep.shown) for name in names]


def _choices(asked: Asked) -> Mapping[str, object]:
    setting = asked.setting
    simulation = setting.simulation
    contexts = [Option(one, one, one == setting.context) for one in simulation.contexts if one]
    axes = [Option(name, sweeps.title(simulation, name), name == setting.name) for name in asked.moving]
    return {"axes": axes, "contexts": contexts, "low": _bound(asked, "de"), "high": _bound(asked, "a")}


def _bound(asked: Asked, name: str) -> str:
    value = asked.range.low if name == "de" else asked.range.high
    return asked.range.typed[name] if name in asked.range.errors else number(value, 2)
