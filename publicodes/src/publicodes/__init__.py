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

__all__ = [
    "Engine",
    "Evaluation",
    "EvaluationError",
    "Fault",
    "ModelError",
    "PrivateRule",
    "PublicodesError",
    "SituationError",
    "UnitError",
    "UnknownRule",
]
