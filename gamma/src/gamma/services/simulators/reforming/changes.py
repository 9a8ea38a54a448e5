"""Changes: the rules that an address gives another value, and what is wrong with those it cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from gamma.ground.design.numbers import quantity
from gamma.ground.faults import quoted
from gamma.services.simulators.asking.answers import SPACES, Misread, number_of, written
from gamma.services.simulators.reforming.changeable import Changeable, changeable
from gamma.services.simulators.simulations import Simulation
from gamma.services.simulators.units import counted

MOST = 5
LONGEST = 60
RULE, VALUE = "regle", "valeur"

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Change:
    """A rule, what was typed for it, the number it is given (the present one when nothing is), or what is wrong."""

    rule: Changeable
    typed: str
    value: float
    error: str = ""

    @property
    def changes(self) -> bool:
        """Whether the rule is given another number than its own."""
        return not self.error and self.value != self.rule.value

    @property
    def text(self) -> str:
        """The new number as it is read."""
        return quantity(self.value, counted(self.rule.unit, self.value))

    @property
    def expression(self) -> str:
        """The new number as a situation takes it."""
        return written(self.value, self.rule.unit)


@dataclass(frozen=True)
class Changes:
    """The changes asked, those of names that no rule to change bears, and whether some were too many."""

    all: tuple[Change, ...] = ()
    unknown: tuple[str, ...] = ()
    many: bool = False

    @property
    def made(self) -> tuple[Change, ...]:
        """Those that change something."""
        return tuple(one for one in self.all if one.changes)

    @property
    def wrong(self) -> bool:
        """Whether something that was asked cannot be done."""
        return bool(self.unknown) or any(one.error for one in self.all)


def changes(simulation: Simulation, context: str, form: Form) -> Changes:
    """What an address asks; a rule named twice has its last value."""
    names, values = form.get(RULE, ()), form.get(VALUE, ())
    pairs = {name: values[place] if place < len(values) else "" for place, name in enumerate(names)}
    known: list[Change] = []
    unknown: list[str] = []
    for name, typed in list(pairs.items())[:MOST]:
        rule = changeable(simulation, context, name)
        if rule is None:
            unknown.append(quoted(name[:LONGEST]))
        else:
            known.append(read(rule, typed[:LONGEST]))
    return Changes(tuple(known), tuple(unknown), len(pairs) > MOST)


def read(rule: Changeable, typed: str) -> Change:
    """A change as typed: a French number, its unit beside it or not."""
    text = SPACES.sub("", typed).removesuffix(SPACES.sub("", rule.unit))
    if not text:
        return Change(rule, quantity(rule.value, ""), rule.value)
    try:
        return Change(rule, typed, number_of(text))
    except Misread as error:
        said = (
            _("%(what)s La valeur est en %(unit)s.") % {"what": error, "unit": rule.unit} if rule.unit else str(error)
        )
        return Change(rule, typed, rule.value, said)


def reformed(simulation: Simulation, made: Sequence[Change]) -> Simulation:
    """The simulation in which rules have their new numbers."""
    return replace(simulation, answers={**simulation.answers, **{one.rule.name: one.expression for one in made}})
