"""Effects: the same figures before and after some changes, for the case of a simulation and for typical ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from gamma.services.simulators.comparing.tables import Column, Row, rows
from gamma.services.simulators.reckoning.figures import Amount, values
from gamma.services.simulators.reforming.cases import Scale, scale
from gamma.services.simulators.reforming.changes import Change, reformed
from gamma.services.simulators.rules import engine_of
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.sweeping.columns import figures
from gamma.services.simulators.sweeping.sweeps import title, usual
from publicodes import Evaluation


@dataclass(frozen=True)
class Typical:
    """Typical cases: what tells them apart, the titles of the figures, by case a row for each; None without value."""

    told: str
    titles: list[str]
    cases: list[tuple[str, list[Row | None]]]


def case(simulation: Simulation, context: str, made: Sequence[Change]) -> list[Row]:
    """The figures of a simulation, before and after. Raises PublicodesError."""
    names = simulation.simulator.figures
    before, after = (values(one, names, context) for one in (simulation, reformed(simulation, made)))
    columns = [Column(_("Avant"), before), Column(_("Après"), after)]
    return rows(engine_of(simulation.simulator), columns, names, simulation.unit)


def typical(simulation: Simulation, context: str, made: Sequence[Change]) -> Typical | None:
    """The main figures of the typical cases; None when there are none. Raises PublicodesError."""
    found = scale(simulation, context)
    if found is None:
        return None
    names = simulation.simulator.figures
    changed = tuple((one.rule.name, one.value, one.rule.unit) for one in made)
    before = figures(found.setting, found.values, names)
    after = figures(replace(found.setting, changes=changed), found.values, names)
    shown = usual(simulation.simulator, found.setting.name, {name: True for name in before if name in after})
    cases = [(label, _rows(found, before, after, shown, rank)) for rank, label in enumerate(found.labels)]
    return Typical(title(simulation, found.setting.name), [title(simulation, name) for name in shown], cases)


def _rows(
    found: Scale,
    before: Mapping[str, Sequence[Amount]],
    after: Mapping[str, Sequence[Amount]],
    shown: Sequence[str],
    rank: int,
) -> list[Row | None]:
    simulation = found.setting.simulation
    columns = [Column("", {name: _held(one[name][rank]) for name in shown}) for one in (before, after)]
    by_name = {row.name: row for row in rows(engine_of(simulation.simulator), columns, shown, simulation.unit)}
    return [by_name.get(name) for name in shown]


def _held(found: Amount) -> Evaluation:
    return Evaluation("undefined" if found.value is None else "value", found.value, found.unit)
