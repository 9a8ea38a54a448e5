"""Views: what would change if rules had other values. Everything is in the address."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.page.around import around, held
from gamma.services.simulators.page.showing import example
from gamma.services.simulators.reforming import effects
from gamma.services.simulators.reforming.changeable import Changeable, search, used
from gamma.services.simulators.reforming.changes import MOST, RULE, VALUE, Change, Changes, changes
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.simulations import Simulation
from publicodes import PublicodesError

WORDS, CONTEXT = "q", "contexte"
OWN = (RULE, VALUE, WORDS, CONTEXT)
LONGEST = 100

Pairs = list[tuple[str, str]]


@require_safe
def page(request: HttpRequest, simulator: Simulator) -> HttpResponse:
    """The rules to change, the changes made, and their effects."""
    form = dict(request.GET.lists())
    arrived = addresses.read(simulator, {name: given for name, given in form.items() if name not in OWN}).simulation
    simulation = arrived if arrived.started else example(arrived)
    asked = request.GET.get(CONTEXT, "")
    context = asked if asked in simulation.contexts else simulation.contexts[0]
    shown = around(arrived, _("Et si ?")) | {
        "example": simulation is not arrived,
        "contexts": _contexts(simulation, context),
    }
    try:
        shown |= _found(request, arrived, simulation, context)
    except PublicodesError as error:
        shown["refusals"] = sentences(error)
    told = shown.get("changes")
    wrong = "refusals" in shown or (isinstance(told, Changes) and told.wrong)
    return render(request, "simulators/reforming/page.html", shown, status=422 if wrong else 200)


def _found(request: HttpRequest, arrived: Simulation, simulation: Simulation, context: str) -> dict[str, object]:
    asked = changes(simulation, context, dict(request.GET.lists()))
    words = request.GET.get(WORDS, "").strip()[:LONGEST]
    pairs = [*held(arrived), *([(CONTEXT, context)] if context else [])]
    found: dict[str, object] = {"changes": asked, "words": words, "held": pairs, "most": MOST}
    found["removals"] = [(one, _address(pairs, (rest for rest in asked.all if rest is not one))) for one in asked.all]
    found["reset"] = _query(pairs)
    if len(asked.all) < MOST:
        found["offered"] = _offered(simulation, context, asked, words, pairs)
    if asked.made:
        found["rows"] = told = effects.case(simulation, context, asked.made)
        found["still"] = all(row.cells[0].text == row.cells[1].text for row in told)
        found["typical"] = effects.typical(simulation, context, asked.made)
    return found


def _offered(
    simulation: Simulation, context: str, asked: Changes, words: str, pairs: Pairs
) -> list[tuple[Changeable, str]]:
    """The rules that can still be chosen, each with the address that chooses it."""
    taken = {one.rule.name for one in asked.all}
    left = [one for one in search(used(simulation, context), words) if one.name not in taken]
    return [(one, f"{_address(pairs, asked.all)}&{urlencode([(RULE, one.name), (VALUE, '')])}#changes") for one in left]


def _address(pairs: Pairs, kept: Iterable[Change]) -> str:
    """The parameters that make these changes; there may be none."""
    return _query([*pairs, *(pair for one in kept for pair in ((RULE, one.rule.name), (VALUE, one.typed)))])


def _query(pairs: Pairs) -> str:
    return f"?{urlencode(pairs)}"


def _contexts(simulation: Simulation, context: str) -> list[tuple[str, bool]]:
    return [(one, one == context) for one in simulation.contexts if one]
