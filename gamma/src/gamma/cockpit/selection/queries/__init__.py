"""Questions about the selection: calls and grids, applications, scores (blind), the committee's board, minutes."""

from gamma.cockpit.selection.queries.applications import (
    Counts,
    counts,
    history,
    journal,
    lacking,
    of_person,
    sent,
    told,
)
from gamma.cockpit.selection.queries.board import Board, board, reading
from gamma.cockpit.selection.queries.calls import announced, call_named, call_page, grid_in_force, grid_page
from gamma.cockpit.selection.queries.minutes import decision_named, minutes
from gamma.cockpit.selection.queries.scores import committee, opened, readable

__all__ = [
    "Board",
    "Counts",
    "announced",
    "board",
    "call_named",
    "call_page",
    "committee",
    "counts",
    "decision_named",
    "grid_in_force",
    "grid_page",
    "history",
    "journal",
    "lacking",
    "minutes",
    "of_person",
    "opened",
    "readable",
    "reading",
    "sent",
    "told",
]
