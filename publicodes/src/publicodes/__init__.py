"""The Publicodes rule language: rules are read, resolved, compiled and evaluated here."""

from publicodes.describing.amounts import Amount
from publicodes.describing.brackets import Bracket
from publicodes.describing.cards import Choice, Link, Source
from publicodes.describing.explanation import Explanation, Step
from publicodes.describing.notes import Note
from publicodes.describing.pages import Definition, Page, Substitution
from publicodes.describing.questions import Question, Suggestion
from publicodes.engine import Engine
from publicodes.errors import (
    EvaluationError,
    Fault,
    ModelError,
    PrivateRule,
    PublicodesError,
    SituationError,
    UnitError,
    UnknownRule,
)
from publicodes.evaluation import Evaluation
from publicodes.program import Program
from publicodes.results import Results, RowError

__all__ = [
    "Amount",
    "Bracket",
    "Choice",
    "Definition",
    "Engine",
    "Evaluation",
    "EvaluationError",
    "Explanation",
    "Fault",
    "Link",
    "ModelError",
    "Note",
    "Page",
    "PrivateRule",
    "Program",
    "PublicodesError",
    "Question",
    "Results",
    "RowError",
    "SituationError",
    "Source",
    "Step",
    "Substitution",
    "Suggestion",
    "UnitError",
    "UnknownRule",
]
