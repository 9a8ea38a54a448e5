"""What reviews keep: the meetings and what they decided, the weekly half hour, the charter, the forecast."""

from gamma.cockpit.reviews.models.charters import Charter
from gamma.cockpit.reviews.models.forecasts import Forecast
from gamma.cockpit.reviews.models.meetings import Decision, Review
from gamma.cockpit.reviews.models.weekly import Action, Agreed, Blocker, CheckIn, Note, Reminder, Slot

__all__ = [
    "Action",
    "Agreed",
    "Blocker",
    "Charter",
    "CheckIn",
    "Decision",
    "Forecast",
    "Note",
    "Reminder",
    "Review",
    "Slot",
]
