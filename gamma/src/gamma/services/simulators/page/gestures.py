"""Gestures: what a person did with a form of the page → the simulation that follows, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gamma.services.simulators import addresses
from gamma.services.simulators.asking.answers import Misread, read
from gamma.services.simulators.asking.controls import Control, control
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.page.fields import fields, top
from gamma.services.simulators.reckoning.figures import Values, targets, values
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from publicodes import Engine, PublicodesError

STATE = "etat"  # the simulation as it was when the form was shown, as `addresses.write` tells it
ASKED = "question"
EDITED = "modifie"  # the one field that is known to have changed: without scripts, all are compared
SKIP = "passer"

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Gesture:
    """A simulation, the one before it, and what was refused: by rule, the sentence that says why and the text typed."""

    simulation: Simulation
    before: Simulation
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def gesture(simulator: Simulator, form: Form) -> Gesture:
    """What a form says of a simulator."""
    simulation = addresses.told(simulator, _last(form, STATE))
    engine, asked = _engine(simulation), _last(form, ASKED)
    if asked not in engine.rules:
        asked = ""
    if asked and SKIP in form:
        return Gesture(simulation.skipping(asked), simulation)
    after = Gesture(simulation, simulation)
    for changed in _changed(engine, simulation, form):
        after = _answered(after, changed, form[changed.name], passing=False)
    if asked in form:
        after = _answered(after, control(engine, simulation, asked), form[asked], passing=True)
    return after


def _last(form: Form, name: str) -> str:
    return form.get(name, ("",))[-1]


def _engine(simulation: Simulation) -> Engine:
    return engine_of(simulation.simulator).with_situation(simulation.situation(simulation.contexts[0]), strict=False)


def _changed(engine: Engine, simulation: Simulation, form: Form) -> list[Control]:
    """The controls at the top of the page whose text is not the one that was shown."""
    edited = _last(form, EDITED)
    if edited:
        tops = {*simulation.simulator.amounts, *simulation.simulator.inputs}
        return [top(engine, simulation, edited)] if edited in tops and edited in form else []
    shown = [one.control for one in fields(engine, simulation, _values(simulation))]
    return [one for one in shown if one.name in form and _plain(form[one.name][-1]) != _plain(_shown(one))]


def _values(simulation: Simulation) -> Values:
    try:
        return values(simulation, targets(simulation.simulator), simulation.contexts[0])
    except PublicodesError:
        return {}


def _shown(one: Control) -> str:
    """What the form held: the text of the field, or the option that was chosen in it."""
    return one.value if not one.options else next((each.answer for each in one.options if each.chosen), "")


def _plain(text: str) -> str:
    return "".join(text.split())


def _answered(before: Gesture, asked: Control, texts: Sequence[str], *, passing: bool) -> Gesture:
    """With one answer more; an empty one takes the answer back, and passes over a question."""
    simulation, name, text = before.simulation, asked.name, texts[-1].strip()
    if not text:
        return replace(before, simulation=simulation.skipping(name) if passing else simulation.forgetting(name))
    try:
        entries = read(asked, texts)
    except Misread as error:
        return replace(before, errors={**before.errors, name: str(error)}, typed={**before.typed, name: text})
    for entry, answer in entries.items():
        simulation = simulation.answering(entry, answer)
    return replace(before, simulation=simulation)
