"""Rows: a product in a list, its verdicts counted and its worst target with what was read."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports import phrases
from gamma.cockpit.reports.queries import words
from gamma.cockpit.reports.queries.reasons import Case
from gamma.cockpit.reports.queries.standings import HELP, Aim
from gamma.ground.figures import Figure
from gamma.ground.periods import Window
from gamma.ground.texts import Text, chosen


@dataclass(frozen=True)
class Count:
    """How many times a verdict was given."""

    verdict: str
    label: str
    count: int

    @property
    def words(self) -> str:
        return self.label if self.count == 1 else f"{self.label} × {self.count}"


@dataclass(frozen=True)
class Worst:
    """The target that a product is farthest from, or the indicator it knows least of."""

    name: Text
    href: str
    verdict: str
    label: str
    goal: str
    figure: Figure | None
    attainment: Decimal | None


@dataclass(frozen=True)
class Row:
    """A product as a board lists it; told when it is asked, since what a page shows of it is kept under its `key`."""

    edition: Edition
    case: Case

    @property
    def key(self) -> str:
        """Other when anything that is shown of it is: a fact, the day, how the work goes."""
        case = self.case
        told = (self.edition.pk, self.edition.facts_version, case.today, case.standing.slug, case.signs)
        return ":".join(map(str, told))

    @property
    def name(self) -> str:
        return self.case.standing.name

    @property
    def href(self) -> str:
        return reverse("reports:product", args=self._place)

    @cached_property
    def reasons(self) -> list[str]:
        return self.case.reasons

    @property
    def counts(self) -> list[Count]:
        counted = self.case.standing.verdicts
        return [Count(one.value, phrases.verdict(one.value), counted[one]) for one in HELP if counted.get(one)]

    @property
    def entry(self) -> str:
        return entry_label(self.case.standing.entry)

    @cached_property
    def worst(self) -> Worst | None:
        aim = self.case.standing.worst
        return _worst(self._place, aim) if aim else None

    @property
    def latest(self) -> str:
        return _latest(self.case.standing.latest)

    @property
    def _place(self) -> list[str]:
        return [self.edition.slug, self.case.standing.slug]


def entry_label(entry: str) -> str:
    """Where a product stands on the targets it entered with."""
    labels = {
        "reached": _("cibles d'entrée atteintes"),
        "short": _("cibles d'entrée manquées"),
        "pending": _("cibles d'entrée à venir"),
        "apart": _("sans cible chiffrée à l'entrée"),
    }
    return labels[entry]


def _latest(period: str) -> str:
    """When the last reading ends, in words: its period, or the date of a figure that does not say what it covers."""
    vague = period.startswith((Window.UNSTATED, "since start"))
    return phrases.date(period.split()[-1]) if vague else phrases.period(period)


def _worst(place: list[str], aim: Aim) -> Worst:
    asked = ""
    if aim.goal:
        told = {"goal": phrases.goal(*aim.goal, aim.unit), "due": words.due(aim.due)}
        asked = _("cible : %(goal)s, %(due)s") % told
    return Worst(
        name=aim.name,
        href=reverse("reports:indicator", args=[*place, aim.indicator]),
        verdict=aim.verdict,
        label=phrases.verdict(aim.verdict),
        goal=asked,
        figure=_figure(place, aim),
        attainment=aim.attainment,
    )


def _figure(place: list[str], aim: Aim) -> Figure | None:
    said = aim.reading
    if said is None:
        return None
    return Figure(
        value=said.value,
        unit=phrases.unit(aim.unit, said.value),
        period=phrases.period(said.period),
        kind=phrases.kind(aim.kind),
        href=reverse("reports:reading", args=[*place, aim.indicator, said.address]),
        text=chosen(said.text),
        precision=said.precision,
    )
