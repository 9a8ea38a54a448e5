"""Controls: the form in which a rule is asked, with the answer it has now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from gamma.ground.design.numbers import number
from gamma.services.simulators.asking.order import whole
from gamma.services.simulators.catalogue.shapes import Expression
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.units import NUMBER, factor, shown_in
from publicodes import Choice, Engine, Question

Kind = Literal["yes-no", "choice", "date", "amount", "number", "text", "commune", "several"]


@dataclass(frozen=True)
class Option:
    """A possible answer: what the form sends, what is read, and whether it is the one given or taken meanwhile."""

    answer: str
    title: str
    hint: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Control:
    """A rule as a form asks it.

    `value` is what its text field shows: the answer, in `unit`. `default` is what is taken meanwhile, in words.
    `suggestions` are ready answers. `id` names it in the page.
    """

    name: str
    id: str
    title: str
    text: str
    kind: Kind
    hint: str = ""
    unit: str = ""
    value: str = ""
    default: str = ""
    options: tuple[Option, ...] = ()
    suggestions: tuple[Option, ...] = ()
    answered: bool = False


def control(engine: Engine, simulation: Simulation, name: str) -> Control:
    """The control of a rule; `engine` is in the situation of the simulation."""
    asked = engine.question(name)
    kind = _kind(engine, asked)
    given = _given(engine, simulation, name, kind)
    unit = unit_of(asked, simulation.unit)
    return Control(
        name,
        identifier(name),
        asked.title,
        asked.text,
        kind,
        asked.description,
        unit,
        "" if given is None else typed(given, kind, unit),
        asked.default if kind != "yes-no" else "",
        _options(engine, asked, kind, simulation),
        tuple(Option(one.answer, one.label) for one in asked.suggestions),
        given is not None,
    )


def _given(engine: Engine, simulation: Simulation, name: str, kind: Kind) -> Expression | None:
    """The answer of a rule; of one whose parts are answered together, what they make of it."""
    if kind not in ("commune", "several"):
        return simulation.answers.get(name)
    answered = any(whole(engine, other) == name for other in simulation.answers)
    return str(engine.evaluate(name).value or "") if answered else None


def every_option(engine: Engine, asked: Control) -> Control:
    """The same control with all the choices of its rule, those too that what is known so far leaves out."""
    words = engine.rules[asked.name].raw.get("une possibilité", ())
    found = [(f"'{word}'", engine.rules.get(f"{asked.name} . {word}")) for word in words if isinstance(word, str)]
    known = {one.answer: one for one in asked.options}
    every = [known.get(answer) or Option(answer, rule.title) for answer, rule in found if rule is not None]
    return replace(asked, options=tuple(every)) if every else asked


def identifier(name: str) -> str:
    """The name of a rule as an id of the page."""
    return "q-" + name.replace(" . ", "--").replace(" ", "-").replace("'", "-")


def unit_of(asked: Question, page: str) -> str:
    """The unit in which a rule is asked: that of the page for an amount by month or by year."""
    return shown_in(asked.unit or "", page)


def typed(given: Expression, kind: Kind, unit: str) -> str:
    """An answer as its field shows it: a number in `unit`, a date as browsers write it."""
    text = str(given)
    if kind == "date":
        return _iso(text)
    found = NUMBER.fullmatch(text)
    if found is None:
        return text.strip("'")
    return number(float(found[1]) * factor(found[2] or unit, unit), 2)


def _iso(text: str) -> str:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return ""


def _kind(engine: Engine, asked: Question) -> Kind:
    raw = engine.rules[asked.name].raw
    if raw.get("API") == "commune":
        return "commune"
    return "several" if "plusieurs possibilités" in raw else asked.kind


def _options(engine: Engine, asked: Question, kind: Kind, simulation: Simulation) -> tuple[Option, ...]:
    given = simulation.answers.get(asked.name)
    now = asked.default_answer if given is None else str(given)
    if kind == "yes-no":
        return tuple(Option(answer, title, chosen=now == answer) for answer, title in (("oui", "Oui"), ("non", "Non")))
    if kind == "several":
        return tuple(_part(engine, part, simulation.answers) for part in _parts(engine, asked.name))
    return tuple(_option(one, now) for one in asked.choices)


def _option(one: Choice, now: str) -> Option:
    return Option(one.answer, one.title, one.description, one.answer.strip("'") == now.strip("'"))


def _parts(engine: Engine, name: str) -> list[str]:
    return [f"{name} . {part}" for part in engine.rules[name].raw["plusieurs possibilités"]]


def _part(engine: Engine, part: str, answers: Mapping[str, Expression]) -> Option:
    return Option(part, engine.rules[part].title if part in engine.rules else part, "", answers.get(part) == "oui")
