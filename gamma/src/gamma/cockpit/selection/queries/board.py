"""The board of the committee: who has still what to score, and what the scores say to who may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gamma.cockpit.selection.lists import Stage
from gamma.cockpit.selection.means import Summary, summary
from gamma.cockpit.selection.models import Application, Call, Decision, Grid, Recusal, Sheet
from gamma.cockpit.selection.queries.applications import Answer, Counts, counts, sent, told
from gamma.cockpit.selection.queries.calls import grid_in_force
from gamma.cockpit.selection.queries.scores import committee, opened, readable, summaries
from gamma.ground.accounts.models import Person
from gamma.ground.texts import sorting


class Progress(StrEnum):
    """Where a member is with an application."""

    GIVEN = "given"
    RECUSED = "recused"
    AWAITED = "awaited"
    NONE = "none"


@dataclass(frozen=True)
class Row:
    """An application on the board; `summary` is empty for who may not read its scores."""

    application: Application
    progress: list[Progress]
    mine: Progress
    summary: Summary | None


@dataclass(frozen=True)
class Board:
    """The applications to a call, before its committee."""

    call: Call
    grid: Grid
    counts: Counts
    members: list[Person]
    rows: list[Row]
    decision: Decision | None

    @property
    def left(self) -> int:
        """How many applications wait for the scores of who reads."""
        return sum(1 for row in self.rows if row.mine is Progress.AWAITED)

    @property
    def awaited(self) -> int:
        """How many sheets are still to come, from all."""
        return sum(row.progress.count(Progress.AWAITED) for row in self.rows)


def board(call: Call, person: Person, order: str = "") -> Board:
    """The board of a call as a person may read it, disagreements first."""
    grid = grid_in_force(call)
    found, members = list(sent(call.edition.slug)), committee(call)
    done, means = _done(grid), summaries(readable(grid, person), grid)
    rows = [_row(one, members, person, done, means.get(one.pk)) for one in found]
    decision = Decision.objects.filter(call=call).select_related("grid", "recorded_by").first()
    return Board(call, grid, counts(call), members, _sorted(rows, order), decision)


Done = dict[tuple[int, int], Progress]


def _done(grid: Grid) -> Done:
    """Who gave scores and who recused themselves: never which scores."""
    given = Sheet.objects.filter(grid=grid).values_list("application_id", "member_id")
    recused = Recusal.objects.filter(application__call=grid.call_id).values_list("application_id", "member_id")
    return dict.fromkeys(given, Progress.GIVEN) | dict.fromkeys(recused, Progress.RECUSED)


def _row(one: Application, members: Sequence[Person], person: Person, done: Done, found: Summary | None) -> Row:
    progress = [_progress(one, member, done) for member in members]
    mine = _progress(one, person, done) if person in members else Progress.NONE
    return Row(one, progress, mine, found)


def _progress(one: Application, member: Person, done: Done) -> Progress:
    unasked = one.stage == Stage.ELIGIBILITY or one.applicant_id == member.pk
    return done.get((one.pk, member.pk), Progress.NONE if unasked else Progress.AWAITED)


def _sorted(rows: Iterable[Row], order: str) -> list[Row]:
    """Those one may not read the scores of keep the order they came in, after the others: it tells nothing of them."""
    if order.lstrip("-") == "service":
        named = sorted(rows, key=lambda row: sorting(row.application.product))
        return named[::-1] if order.startswith("-") else named
    known = [row for row in rows if row.summary]
    sign = 1 if order in ("moyenne", "ecart") else -1
    known.sort(key=lambda row: sign * (_weight(row.summary, order) if row.summary else 0))
    return known + [row for row in rows if not row.summary]


def _weight(found: Summary, order: str) -> float:
    if order.lstrip("-") == "moyenne":
        return float(found.mean)
    return found.disagreement * 100 + float(found.spread)


@dataclass(frozen=True)
class Reading:
    """An application as a person of the committee reads it: what it says, and the scores that are open to them."""

    application: Application
    grid: Grid
    answers: list[Answer]
    mine: Progress
    open: bool
    sheets: list[Sheet]
    summary: Summary | None
    recusals: list[Recusal]


def reading(application: Application, person: Person) -> Reading:
    """An application, and its scores if they are open to who reads."""
    grid = grid_in_force(application.call)
    sheets = list(readable(grid, person).filter(application=application))
    row = _row(application, committee(application.call), person, _done(grid), None)
    return Reading(
        application,
        grid,
        told(application, grid),
        row.mine,
        opened(grid, person).filter(pk=application.pk).exists(),
        sheets,
        summary(sheets, list(grid.criteria.all())),
        list(application.recusals.select_related("member")),
    )
