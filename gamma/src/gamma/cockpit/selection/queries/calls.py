"""Calls, and the versions of their grids."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.selection.lists import Outcome, State
from gamma.cockpit.selection.models import Application, Call, Criterion, Decision, Grid
from gamma.ground.accounts.models import Person


def announced(today: date) -> QuerySet[Call]:
    """The calls that may still be answered, now or later; those that close first come first."""
    return Call.objects.filter(closes__gte=today).select_related("edition").order_by("closes", "pk")


def call_named(edition: str) -> QuerySet[Call]:
    """The call of an edition."""
    return Call.objects.filter(edition__slug=edition).select_related("edition")


@dataclass(frozen=True)
class GridPage:
    """Every version of the grid of a call, the one in force first, and which one a decision was taken with."""

    call: Call
    grids: list[Grid]
    decision: Decision | None


def grid_page(call: Call) -> GridPage:
    """The versions of a grid as the committee reads them."""
    found = call.grids.prefetch_related("criteria").order_by("-version")
    return GridPage(call, list(found), Decision.objects.filter(call=call).first())


def grid_in_force(call: Call) -> Grid:
    """The version that applications are asked for and scored by: the last one made."""
    return call.grids.prefetch_related("criteria").order_by("-version")[0]


@dataclass(frozen=True)
class CallPage:
    """What anyone may read of the call of an edition, if there is one; and the applications of who reads."""

    edition: Edition
    call: Call | None
    open: bool
    later: bool
    criteria: list[Criterion]
    selected: list[Application]
    mine: list[Application]


def call_page(edition: Edition, person: Person | None, today: date) -> CallPage:
    """The call of an edition as a visitor reads it."""
    call = call_named(edition.slug).first()
    if call is None:
        return CallPage(edition, None, False, False, [], [], [])
    decision = Decision.objects.filter(call=call).select_related("grid").first()
    criteria = decision.grid.criteria.all() if decision else grid_in_force(call).criteria.all()
    mine = list(call.applications.filter(applicant=person)) if person else []
    return CallPage(
        edition, call, call.open_on(today), today < call.opens, list(criteria), _selected(call, decision), mine
    )


def _selected(call: Call, decision: Decision | None) -> list[Application]:
    """The selected products, where the decision says that they may be shown."""
    if decision is None or not decision.public:
        return []
    return list(call.applications.filter(state=State.SENT, outcome=Outcome.SELECTED).order_by("product"))
