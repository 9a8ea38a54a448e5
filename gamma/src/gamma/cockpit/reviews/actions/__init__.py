"""What may be written of reviews, decisions, the weekly half hour, the charter and the forecast."""

from gamma.cockpit.reviews.actions.charters import agree, write_charter
from gamma.cockpit.reviews.actions.deciding import decide
from gamma.cockpit.reviews.actions.decisions import change_decision, make_decision, record_decisions, remove_decision
from gamma.cockpit.reviews.actions.forecasts import write_forecast
from gamma.cockpit.reviews.actions.meetings import change_review, make_review, record_reviews, remove_review
from gamma.cockpit.reviews.actions.reminding import remind
from gamma.cockpit.reviews.actions.weekly import (
    add,
    begin,
    change,
    close,
    lift,
    monday,
    remove,
    reopen,
    set_slot,
    tick,
)

__all__ = [
    "add",
    "agree",
    "begin",
    "change",
    "change_decision",
    "change_review",
    "close",
    "decide",
    "lift",
    "make_decision",
    "make_review",
    "monday",
    "record_decisions",
    "record_reviews",
    "remind",
    "remove",
    "remove_decision",
    "remove_review",
    "reopen",
    "set_slot",
    "tick",
    "write_charter",
    "write_forecast",
]
