"""Questions about indicators."""

from gamma.cockpit.indicators.queries.current import current_readings
from gamma.cockpit.indicators.queries.describing import (
    claim_said,
    definition_said,
    goal_said,
    reading_said,
    said,
    target_said,
)
from gamma.cockpit.indicators.queries.due import Due, closed, due, due_of, followed
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
from gamma.cockpit.indicators.queries.tracks import DEFINITIONS, Track, deciding, tracks
from gamma.cockpit.indicators.queries.words import aim as goal_of
from gamma.cockpit.indicators.queries.work import Work, work

__all__ = [
    "DEFINITIONS",
    "Due",
    "IndicatorPage",
    "Track",
    "Work",
    "acceptable",
    "awaited",
    "claim_said",
    "claims",
    "closed",
    "current_readings",
    "deciding",
    "definition_said",
    "due",
    "due_of",
    "followed",
    "goal_of",
    "goal_said",
    "indicator_choices",
    "indicator_named",
    "indicator_page",
    "period_choices",
    "proposals",
    "reading_in_force",
    "reading_said",
    "said",
    "source_choices",
    "target_in_force",
    "target_said",
    "tracks",
    "unit_choices",
    "version_choices",
    "waiting",
    "work",
]
