"""Questions about indicators."""

from gamma.cockpit.indicators.queries.binding import Fed, Trial, binding_of, fitting, last_definition, trial
from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.indicators.queries.describing import (
    claim_said,
    definition_said,
    goal_said,
    reading_said,
    said,
    target_said,
)
from gamma.cockpit.indicators.queries.disagreeing import Differing, disagreeing, disagreements, told
from gamma.cockpit.indicators.queries.due import Due, due, due_of, followed
from gamma.cockpit.indicators.queries.finding import (
    acceptable,
    awaited,
    claims,
    indicator_choices,
    indicator_named,
    period_choices,
    proposals,
    reading_in_force,
    source_choices,
    target_in_force,
    unit_choices,
    version_choices,
    waiting,
)
from gamma.cockpit.indicators.queries.page import IndicatorPage, indicator_page
from gamma.cockpit.indicators.queries.reading import ReadingPage, reading_page
from gamma.cockpit.indicators.queries.tracks import DEFINITIONS, Track, deciding, tracks
from gamma.cockpit.indicators.queries.words import aim as goal_of
from gamma.cockpit.indicators.queries.work import Work, work

__all__ = [
    "DEFINITIONS",
    "Differing",
    "Due",
    "Fed",
    "IndicatorPage",
    "ReadingPage",
    "Track",
    "Trial",
    "Work",
    "acceptable",
    "awaited",
    "binding_of",
    "claim_said",
    "claims",
    "current_readings",
    "deciding",
    "definition_said",
    "disagreeing",
    "disagreements",
    "due",
    "due_of",
    "fitting",
    "followed",
    "goal_of",
    "goal_said",
    "indicator_choices",
    "indicator_named",
    "indicator_page",
    "last_definition",
    "period_choices",
    "proposals",
    "reading_in_force",
    "reading_page",
    "reading_said",
    "said",
    "source_choices",
    "target_in_force",
    "target_said",
    "told",
    "tracks",
    "trial",
    "unit_choices",
    "version_choices",
    "waiting",
    "work",
]
