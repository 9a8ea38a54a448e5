"""What may be written of the selection: calls and grids, applications, scores, the decision; and what is forgotten."""

from gamma.cockpit.selection.actions.applications import send, start, withdraw, write
from gamma.cockpit.selection.actions.calls import (
    add_criterion,
    change_call,
    change_criterion,
    new_version,
    open_call,
    remove_criterion,
)
from gamma.cockpit.selection.actions.deciding import decide, place
from gamma.cockpit.selection.actions.retention import forget
from gamma.cockpit.selection.actions.scoring import close_scores, give, recuse

__all__ = [
    "add_criterion",
    "change_call",
    "change_criterion",
    "close_scores",
    "decide",
    "forget",
    "give",
    "new_version",
    "open_call",
    "place",
    "recuse",
    "remove_criterion",
    "send",
    "start",
    "withdraw",
    "write",
]
