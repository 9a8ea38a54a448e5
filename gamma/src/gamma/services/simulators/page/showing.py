"""Showing: a simulation → the figures of its page, to the last word. What cannot be computed is said, never raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal
from gamma.services.simulators import addresses
from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.comparing.columns import leader, pinning, side_by_side
from gamma.services.simulators.comparing.tables import Table
from gamma.services.simulators.page.fields import Field, fields
from gamma.services.simulators.page.gestures import Gesture
from gamma.services.simulators.page.paying import Payment, Payslip, payments, payslip
from gamma.services.simulators.page.reading import Notification, Share, lines, shares, told
from gamma.services.simulators.reckoning.figures import Values, amount, targets, values
from gamma.services.simulators.reckoning.lines import Line, line, sentence
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.rules import engine_of, model
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.units import PERIODS
from publicodes import Engine, PublicodesError

YEARS = 4  # what the published model holds; before, its rules are not all there


@dataclass(frozen=True)
class Other:
    """The same simulation otherwise – by month or by year, in another year: label, parameters, if it is this one."""

    label: str
    query: str
    current: bool


@dataclass(frozen=True)
class Results:
    """The figures of a simulation. `example`, when nothing is given yet, tells whose they are."""

    simulation: Simulation
    fields: list[Field]
    lines: list[Line] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    table: Table = field(default_factory=Table)
    leader: str = ""
    payments: list[Payment] = field(default_factory=list)
    payslip: Payslip = field(default_factory=Payslip)
    leads: list[Simulator] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    example: str = ""

    @property
    def address(self) -> str:
        """The parameters that give this simulation again."""
        return addresses.write(self.simulation)

    @property
    def years(self) -> list[Other]:
        """The same simulation with the rules of the years that the model holds."""
        last = model(self.simulation.simulator.model).year
        return [_year(self.simulation, year, last) for year in range(last, last - YEARS, -1)]

    @property
    def periods(self) -> list[Other]:
        """The same simulation by month and by year; none where amounts are neither."""
        if self.simulation.unit not in PERIODS:
            return []
        return [_period(self.simulation, unit) for unit in PERIODS]

    @property
    def pinning(self) -> str:
        """The parameters of the page with this simulation pinned; empty when it cannot be."""
        return pinning(self.simulation)

    @property
    def spoken(self) -> str:
        """The figures in one sentence, for those who hear the page."""
        wrong = [f"{one.control.title} : {one.error}" for one in self.fields if one.error]
        return " ".join(wrong) or self.leader or sentence(self.lines)


def results(gesture: Gesture) -> Results:
    """The figures that follow a gesture."""
    simulation = gesture.simulation
    try:
        return _found(gesture)
    except PublicodesError as error:
        bare = fields(engine_of(simulation.simulator), simulation, {})
        return Results(simulation, _marked(bare, gesture), refusals=sentences(error))


def _found(gesture: Gesture) -> Results:
    simulation = gesture.simulation
    shown = simulation if simulation.started else example(simulation)
    found = {context: values(shown, targets(shown.simulator), context) for context in shown.contexts}
    first = found[shown.contexts[0]]
    engine = engine_of(shown.simulator).with_situation(shown.situation(shown.contexts[0]))
    return Results(
        simulation,
        _marked(fields(engine, simulation, first), gesture),
        [] if simulation.simulator.contexts else lines(engine, shown, first),
        shares(engine, shown, first),
        _notifications(engine, shown, found),
        side_by_side(engine, shown, found),
        leader(shown, found),
        payments(shown, first),
        payslip(engine, shown, first),
        _leads(engine, shown),
        _unsolved(engine, shown, first),
        "" if simulation.started else _words(engine, shown, first),
    )


def _notifications(engine: Engine, shown: Simulation, found: Mapping[str, Values]) -> list[Notification]:
    """What the rules tell in any context, each once."""
    every = (one for values in found.values() for one in told(engine, shown, values))
    return list({one.name: one for one in every}.values())


def _unsolved(engine: Engine, shown: Simulation, found: Values) -> list[Refusal]:
    """That the amount given leads to no other: nothing was found to start from."""
    others = [found[name].state for name in shown.simulator.amounts if name != shown.given]
    if not shown.given or "value" in others or "undefined" not in others:
        return []
    title = engine.rules[shown.given].title
    what = _("Aucun calcul ne mène à ce montant : rien à l'origine ne le donnerait.")
    return [Refusal(what, title, _("Donner un montant plus plausible, ou partir d'un autre montant de la page."))]


def _leads(engine: Engine, shown: Simulation) -> list[Simulator]:
    """The simulators that suit the company of a simulation whose simulator leads to others."""
    others = [one for one in simulators().values() if one.suits] if shown.simulator.leads else []
    return [one for one in others if engine.evaluate(one.suits).value is True]


def _year(simulation: Simulation, year: int, last: int) -> Other:
    """The simulation in a year; the last one is that of the rules as they are."""
    there = simulation.forgetting("date") if year == last else simulation.answering("date", f"01/07/{year}")
    given = str(simulation.answers.get("date", last))
    return Other(str(year), addresses.write(there), given.endswith(str(year)))


def _period(simulation: Simulation, unit: str) -> Other:
    labels = {"€/mois": _("par mois"), "€/an": _("par an")}
    return Other(labels[unit], addresses.write(replace(simulation, unit=unit)), unit == simulation.unit)


def example(simulation: Simulation) -> Simulation:
    """The simulation that stands for one that is not started: that of its first sample with an input."""
    given = next(one.situation for one in samples(simulation.simulator.slug) if one.situation)
    return replace(simulation, answers={**given, **simulation.answers})


def _words(engine: Engine, shown: Simulation, found: Values) -> str:
    names = [name for name in shown.answers if name in found]
    return sentence(line(engine, name, amount(found[name], shown.unit)) for name in names)


def _marked(shown: list[Field], gesture: Gesture) -> list[Field]:
    """The fields with what was refused of them: the sentence, and the text as it was typed."""
    return [_wrong(one, gesture.errors, gesture.typed) for one in shown]


def _wrong(one: Field, errors: Mapping[str, str], typed: Mapping[str, str]) -> Field:
    name = one.control.name
    if name not in errors:
        return one
    return replace(one, error=errors[name], control=replace(one.control, value=typed[name]))
