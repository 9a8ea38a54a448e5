"""Questions about surveys: what is asked and of whom, what was answered, what a wave changed."""

from gamma.instruments.surveys.queries.asking import asked, invited, is_open, is_over, open_wave, state_of
from gamma.instruments.surveys.queries.moves import Move, moves
from gamma.instruments.surveys.queries.results import Answered, Result, results
from gamma.instruments.surveys.queries.work import comments, listed, survey_named

__all__ = [
    "Answered",
    "Move",
    "Result",
    "asked",
    "comments",
    "invited",
    "is_open",
    "is_over",
    "listed",
    "moves",
    "open_wave",
    "results",
    "state_of",
    "survey_named",
]
