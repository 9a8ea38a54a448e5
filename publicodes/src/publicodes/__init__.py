"""The Publicodes rule language: rules are read, resolved, compiled and evaluated here."""

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
    "Engine",
    "Evaluation",
    "EvaluationError",
    "Fault",
    "ModelError",
    "PrivateRule",
    "Program",
    "PublicodesError",
    "Results",
    "RowError",
    "SituationError",
    "UnitError",
    "UnknownRule",
]
