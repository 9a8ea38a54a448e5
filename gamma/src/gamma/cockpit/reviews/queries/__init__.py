"""Questions about reviews, the weekly half hour, the charter and the forecast."""

from gamma.cockpit.reviews.queries.charter import Kickoff, kickoff
from gamma.cockpit.reviews.queries.forecast import Table, table
from gamma.cockpit.reviews.queries.moves import Move
from gamma.cockpit.reviews.queries.results import Result, results
from gamma.cockpit.reviews.queries.rhythm import (
    Pulse,
    Rhythm,
    open_actions,
    open_blockers,
    overdue_actions,
    pulses,
    rhythm,
)
from gamma.cockpit.reviews.queries.week import Week, readable, week

__all__ = [
    "Kickoff",
    "Move",
    "Pulse",
    "Result",
    "Rhythm",
    "Table",
    "Week",
    "kickoff",
    "open_actions",
    "open_blockers",
    "overdue_actions",
    "pulses",
    "readable",
    "results",
    "rhythm",
    "table",
    "week",
]
