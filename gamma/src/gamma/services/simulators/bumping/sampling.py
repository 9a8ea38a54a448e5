"""Sampling: a sample of a simulator computed on one version – figures, questions, and why there are none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gamma.services.simulators.asking.order import asked_as
from gamma.services.simulators.catalogue import samples
from gamma.services.simulators.catalogue.shapes import Simulator, Situation
from publicodes import Engine, Evaluation, PublicodesError, Question


@dataclass(frozen=True)
class Case:
    """A sample in one context. `number` counts from 1, as a reader does; `context` is empty when there is none."""

    simulator: Simulator
    number: int
    context: str
    situation: Situation

    @property
    def label(self) -> str:
        return f"exemple {self.number}" + (f" ({self.context})" if self.context else "")


def cases(simulator: Simulator) -> Iterator[Case]:
    """Every sample of a simulator, in each of its contexts."""
    for number, sample in enumerate(samples(simulator.slug), start=1):
        for context, more in (simulator.contexts or {"": {}}).items():
            yield Case(simulator, number, context, {**simulator.situation, **sample.situation, **more})


class Sampled:
    """A case on one version. What the rules refuse is kept as a reason, never raised."""

    def __init__(self, engine: Engine, case: Case) -> None:
        self._case, self.reason, self._values = case, "", dict[str, Evaluation | str]()
        try:
            self.engine = engine.with_situation(case.situation)
        except PublicodesError as error:
            self.engine, self.reason = engine, reason(error)

    @cached_property
    def figures(self) -> Mapping[str, Evaluation | str]:
        """Each figure of the simulator; a text is why there is none. Empty when the situation itself is refused."""
        return {} if self.reason else {name: self.value(name) for name in self._case.simulator.figures}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions that a visitor is asked in this case, by name, in no order that matters."""
        try:
            missed = [] if self.reason else self.engine.questions(self._case.simulator.asked_for)
        except PublicodesError:  # a figure that has no value any more is told among the figures
            missed = []
        names = dict.fromkeys(asked_as(self.engine, one.name) for one in missed)
        return {name: self.engine.question(name) for name in names if self._open(name)}

    def _open(self, name: str) -> bool:
        """Whether the simulator lets a question be asked, and nothing answers it yet."""
        simulator, chosen = self._case.simulator, self._case.simulator.questions
        closed = {*simulator.amounts, *chosen.never, *self._case.situation}
        if name in closed or not self.engine.rules[name].asked:
            return False
        return name in chosen.written if chosen.written else not chosen.first or name.startswith(chosen.first)

    def value(self, name: str) -> Evaluation | str:
        """The value of a rule in this case, computed once; or the reason."""
        if name not in self._values:
            self._values[name] = self._computed(name)
        return self._values[name]

    def _computed(self, name: str) -> Evaluation | str:
        try:
            return self.engine.evaluate_all([name])[0]
        except PublicodesError as error:
            return reason(error)

    def met(self, name: str) -> tuple[str, ...]:
        """The rules that a figure needs in this case; none when it has no value."""
        try:
            return self.engine.traversed(name)
        except PublicodesError:
            return ()

    def converted(self, name: str, unit: str | None) -> Evaluation | str:
        """The value of a rule in another unit; the reason when it does not convert."""
        try:
            return self.engine.evaluate_all([{"valeur": name, "unité": unit}])[0]
        except PublicodesError as error:
            return reason(error)


def reason(error: PublicodesError) -> str:
    """The faults of an error on one line."""
    return " ; ".join(f"{fault.code} {fault.what}" for fault in error.faults) or str(error)
