"""Shapes: what a simulator declares of itself, and the samples that hold it."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from gamma.ground.texts import Text

Expression = str | int | float | dict[str, Any]
Situation = dict[str, Expression]
Names = tuple[str, ...]
Group = Literal["employees", "statuses", "self-employed", "professions", "tools"]


class Declared(BaseModel):
    """A part of a declaration: a word that is not known is a fault of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shortcut(Declared):
    """A question that many come for, under a short name."""

    label: str
    rule: str


class Questions(Declared):
    """Which questions are asked and in what order; `asking.order` reads it.

    `first`, `last`: beginnings of rule names; an empty one stands for all the others. `never`: exact names. `written`:
    the only questions to ask, in order, where they are chosen by hand. `quiet`: inputs that do not start questions.
    `at_once`: they need no amount to start.
    """

    first: Names = ()
    never: Names = ()
    last: Names = ()
    written: Names = ()
    quiet: Names = ()
    shortcuts: tuple[Shortcut, ...] = ()
    at_once: bool = False


class Institution(Declared):
    """Who is paid, and how much: an expression of the rules."""

    name: Text
    amount: str


class Monthly(Declared):
    """A figure that is due on a whole year of pay: the rules of that pay, of the figure, of the minimum wage."""

    pay: str
    figure: str
    wage: str = "SMIC . horaire"


class Freshness(Declared):
    """How far the rules are from the law in force.

    `gap` is in percent of the contributions of `case`, `compared` that day `against` a newer model.
    """

    state: Literal["close", "partly", "stale"]
    compared: date
    against: str
    gap: float | None = None
    case: Text = {}


class Simulator(Declared):
    """A simulator, as `simulator.yaml` declares it.

    `amounts` exclude one another: one is given, the others are found. `inputs` are given beside. `results` and `shown`
    are only read; the former decide the questions. `shares` are the parts of the bar. `contexts` are situations
    evaluated side by side, `columns` their titles, `themes` the namespaces under which figures are grouped, `ranked`
    the figure that tells which of them leaves the most. `institutions` are those who are paid, `payslip` tells that the
    contributions are those of one, `monthly` what is reckoned over a year of pay. `suits` is an expression that tells
    which companies it is for, and a simulator that `leads` shows those that suit.
    """

    slug: str
    title: Text
    short: Text
    answers: Text
    group: Group
    place: int
    listed: bool = True
    suits: str = ""
    leads: bool = False
    frame: str = ""
    formerly: Names = ()
    like: str = ""
    model: str = "modele-social"
    freshness: Freshness | None = None
    unit: str
    amounts: Names = ()
    inputs: Names = ()
    results: Names = ()
    shown: Names = ()
    shares: Names = ()
    situation: Situation = {}
    contexts: dict[str, Situation] = {}
    columns: dict[str, Text] = {}
    themes: Names = ()
    ranked: str = ""
    institutions: tuple[Institution, ...] = ()
    payslip: bool = False
    monthly: Monthly | None = None
    questions: Questions = Questions()

    @property
    def names(self) -> Names:
        """The names it was, or is, also known by."""
        return tuple(name for name in (self.frame, *self.formerly) if name)

    @property
    def asked_for(self) -> Names:
        """The rules that decide which questions are asked."""
        return tuple(dict.fromkeys((*self.amounts, *self.results)))

    @property
    def figures(self) -> Names:
        """Every rule whose value is on the page, each once."""
        return tuple(dict.fromkeys((*self.amounts, *self.inputs, *self.results, *self.shown)))


class Held(Declared):
    """A value with its unit, or why there is none."""

    value: float | bool | str | None = None
    unit: str | None = None
    state: Literal["value", "not-applicable", "undefined"] = "value"


Values = dict[str, Annotated[Held | StrictBool | float | str, Field(union_mode="left_to_right")]]


class Sample(Declared):
    """What a situation gives: values by rule, or by context and rule; the questions then asked, in order."""

    situation: Situation
    tolerance: float
    results: Values | dict[str, Values]
    questions: Names | None = None
