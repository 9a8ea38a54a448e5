"""Simulations: what a person has told a simulator so far. Immutable; every gesture gives another one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gamma.services.simulators.catalogue.shapes import Expression, Simulator, Situation


@dataclass(frozen=True)
class Simulation:
    """A simulator, the answers given in their order (amounts are answers too), the questions passed over.

    `unit` is the unit in which amounts of money are read and shown; `pinned` are the addresses of simulations kept in
    sight, to be compared with this one.
    """

    simulator: Simulator
    answers: Mapping[str, Expression] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    unit: str = ""
    pinned: tuple[str, ...] = ()

    @property
    def started(self) -> bool:
        """Whether enough is known for questions to be asked: creation costs ask at once, all others want an amount."""
        quiet = {*self.simulator.questions.quiet, "date"}
        return self.simulator.questions.at_once or bool(self.answers.keys() - quiet)

    @property
    def given(self) -> str:
        """The amount that decides the others, empty while none is given."""
        return next((name for name in self.simulator.amounts if name in self.answers), "")

    @property
    def answered(self) -> tuple[str, ...]:
        """The questions answered or passed over, the amounts of the page aside, the last one last."""
        shown = {*self.simulator.amounts, *self.simulator.inputs}
        return (*(name for name in self.answers if name not in shown), *self.skipped)

    @property
    def contexts(self) -> tuple[str, ...]:
        """The situations that are evaluated side by side; one without name in the usual case."""
        return tuple(self.simulator.contexts) or ("",)

    def situation(self, context: str = "") -> Situation:
        """All that is known: the simulator's own situation, then the answers, then the context; the later wins."""
        return {**self.simulator.situation, **self.answers, **self.simulator.contexts.get(context, {})}

    def answering(self, name: str, answer: Expression) -> "Simulation":
        """With one more answer; an amount takes the place of those it excludes."""
        excluded = self.simulator.amounts if name in self.simulator.amounts else (name,)
        kept = {other: given for other, given in self.answers.items() if other not in excluded}
        passed = tuple(other for other in self.skipped if other != name)
        return replace(self, answers={**kept, name: answer}, skipped=passed)

    def forgetting(self, *names: str) -> "Simulation":
        """Without these answers."""
        kept = {name: given for name, given in self.answers.items() if name not in names}
        return replace(self, answers=kept, skipped=tuple(name for name in self.skipped if name not in names))

    def skipping(self, name: str) -> "Simulation":
        """With a question passed over: its default is kept, and it is not asked again."""
        return replace(self.forgetting(name), skipped=(*(one for one in self.skipped if one != name), name))
