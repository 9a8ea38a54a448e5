"""Scores, blind: nobody reads another's sheet, nor what is computed of it, before giving their own.

Whoever shows or counts scores asks `readable`. An application opens to a person
* when they gave their own scores by the grid in force, and did not recuse themselves;
* to the lead, who gives none, when every member gave theirs or recused themselves;
* to all, when the lead closed the scores: from then on, the database takes no other.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Membership
from gamma.cockpit.selection.lists import Stage, State
from gamma.cockpit.selection.means import Summary, summary
from gamma.cockpit.selection.models import Application, Call, Grid, Recusal, Sheet
from gamma.ground.accounts.models import Person


def committee(call: Call) -> list[Person]:
    """The members of the committee of an edition."""
    found = _members(call).select_related("person").order_by("person__name", "person__email")
    return [row.person for row in found]


def readable(grid: Grid, person: Person) -> QuerySet[Sheet]:
    """The sheets that a person may read: all those of an application open to them, none of another."""
    return counted(grid).filter(application__in=opened(grid, person))


def opened(grid: Grid, person: Person) -> QuerySet[Application]:
    """The applications whose scores a person may read."""
    theirs = Q(_given(grid, member=person)) & ~Q(_recused(member=person))
    gives_none = ~Exists(_members(grid.call).filter(person=person))
    whole = Q(gives_none) & Q(_given(grid)) & ~Q(Exists(_awaited(grid)))
    closed = Q(call__scores_closed_at__isnull=False)
    return Application.objects.filter(call=grid.call_id, state=State.SENT).filter(closed | theirs | whole)


def counted(grid: Grid) -> QuerySet[Sheet]:
    """Every sheet that counts, given by a member who did not recuse themselves. For minutes: pages ask `readable`."""
    recused = Exists(Recusal.objects.filter(application=OuterRef("application"), member=OuterRef("member")))
    found = Sheet.objects.filter(~recused, grid=grid, application__state=State.SENT)
    return found.select_related("member").prefetch_related("scores__criterion")


def summaries(sheets: Iterable[Sheet], grid: Grid) -> dict[int, Summary | None]:
    """What sheets come to, application by application."""
    by_application: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_application[sheet.application_id].append(sheet)
    criteria = list(grid.criteria.all())
    return {key: summary(found, criteria) for key, found in by_application.items()}


def unscored(grid: Grid) -> QuerySet[Application]:
    """The eligible applications that a member still has to score."""
    found = Application.objects.filter(call=grid.call_id, state=State.SENT).exclude(stage=Stage.ELIGIBILITY)
    return found.filter(Exists(_awaited(grid)))


def _members(call: Call) -> QuerySet[Membership]:
    return Membership.objects.filter(edition=call.edition_id, role=MemberRole.COMMITTEE)


def _awaited(grid: Grid) -> QuerySet[Membership]:
    """The members who owe a sheet to the application that is asked about."""
    here = OuterRef(OuterRef("pk"))
    given = Exists(Sheet.objects.filter(application=here, grid=grid, member=OuterRef("person")))
    recused = Exists(Recusal.objects.filter(application=here, member=OuterRef("person")))
    return _members(grid.call).filter(~given, ~recused, ~Q(person=OuterRef("applicant")))


def _given(grid: Grid, **who: Person) -> Exists:
    return Exists(Sheet.objects.filter(application=OuterRef("pk"), grid=grid, **who))


def _recused(**who: Person) -> Exists:
    return Exists(Recusal.objects.filter(application=OuterRef("pk"), **who))
