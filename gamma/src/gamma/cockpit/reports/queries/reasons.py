"""Reasons: why a product needs help, the most pressing first. Those of the work under way are for its people alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.reports.queries import live
from gamma.cockpit.reports.queries.standings import Standing
from gamma.ground import wording
from gamma.ground.design.numbers import number

FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Case:
    """A product with all that may be a reason to help it; `signs` only for who may know of them."""

    standing: Standing
    today: date
    late: live.Lateness = field(default_factory=live.Lateness)
    signs: live.Signs = field(default_factory=live.Signs)

    @cached_property
    def urgency(self) -> tuple[int, int, object, str]:
        """Sorts who needs help first first."""
        counted = enumerate(reason.count for reason in REASONS)
        return (next((rank for rank, count in counted if count(self)), len(REASONS)), *self.standing.need)

    @property
    def reasons(self) -> list[str]:
        """A sentence for each reason there is."""
        counted = ((reason, reason.count(self)) for reason in REASONS)
        return [reason.told(self, count) for reason, count in counted if count]


@dataclass(frozen=True)
class Reason:
    """How many of something there are, and what is said of so many."""

    count: Callable[[Case], int]
    told: Callable[[Case, int], str]


def _verdicts(verdict: Verdict) -> Callable[[Case], int]:
    return lambda case: case.standing.verdicts.get(verdict, 0)


def _missed(_case: Case, count: int) -> str:
    return _counted(ngettext("%(count)s cible manquée.", "%(count)s cibles manquées.", count), count)


def _nearly(_case: Case, count: int) -> str:
    return _counted(ngettext("%(count)s cible presque atteinte.", "%(count)s cibles presque atteintes.", count), count)


def _behind(_case: Case, count: int) -> str:
    told = ngettext(
        "%(count)s cible a fait moins de la moitié du chemin que le temps demande.",
        "%(count)s cibles ont fait moins de la moitié du chemin que le temps demande.",
        count,
    )
    return _counted(told, count)


def _late(case: Case, count: int) -> str:
    told = ngettext(
        "%(count)s indicateur sans relevé, depuis %(periods)s périodes au plus.",
        "%(count)s indicateurs sans relevé, depuis %(periods)s périodes au plus.",
        count,
    )
    return told % {"count": number(count), "periods": number(case.late.periods)}


def _unknown(_case: Case, count: int) -> str:
    told = ngettext("%(count)s cible sans verdict possible.", "%(count)s cibles sans verdict possible.", count)
    return _counted(told, count)


def _never_read(_case: Case, count: int) -> str:
    return _counted(
        ngettext("%(count)s indicateur jamais mesuré.", "%(count)s indicateurs jamais mesurés.", count), count
    )


def _blocked(case: Case, count: int) -> str:
    told = ngettext(
        "%(count)s point de blocage, depuis le %(day)s.",
        "%(count)s points de blocage, le plus ancien depuis le %(day)s.",
        count,
    )
    return told % {"count": number(count), "day": _since(case.signs.pulse.blocked)}


def _overdue(_case: Case, count: int) -> str:
    return _counted(ngettext("%(count)s action en retard.", "%(count)s actions en retard.", count), count)


def _silent(case: Case, _count: int) -> str:
    last = case.signs.pulse.last_checkin
    if last is None:
        return _("Aucun point d'équipe n'a encore eu lieu.")
    return _("Aucun point d'équipe depuis le %(day)s.") % {"day": wording.day(last)}


def _waiting(case: Case, count: int) -> str:
    told = ngettext(
        "%(count)s cible attend d'être acceptée, depuis le %(day)s.",
        "%(count)s cibles attendent d'être acceptées, la plus ancienne depuis le %(day)s.",
        count,
    )
    return told % {"count": number(count), "day": _since(case.signs.waited)}


def _since(day: date | None) -> str:
    return wording.day(day) if day else ""


def _counted(text: str, count: int) -> str:
    return text % {"count": number(count)}


def _is_silent(case: Case) -> int:
    """Two weeks without a check-in, in an edition that has run as long."""
    last = case.signs.pulse.last_checkin
    return int(case.signs.expected and (last is None or case.today - last > FORTNIGHT))


REASONS = (
    Reason(_verdicts(Verdict.MISSED), _missed),
    Reason(_verdicts(Verdict.NEARLY), _nearly),
    Reason(lambda case: case.standing.behind, _behind),
    Reason(lambda case: case.late.indicators, _late),
    Reason(_verdicts(Verdict.NOT_COMPUTABLE), _unknown),
    Reason(_verdicts(Verdict.NEVER_READ), _never_read),
    Reason(lambda case: case.signs.pulse.blockers, _blocked),
    Reason(lambda case: case.signs.pulse.overdue, _overdue),
    Reason(_is_silent, _silent),
    Reason(lambda case: case.signs.waiting, _waiting),
)
