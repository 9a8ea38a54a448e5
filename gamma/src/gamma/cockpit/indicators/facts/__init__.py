"""What a season file, a form or a program may say of an indicator: its definitions, targets, readings and claims."""

from gamma.cockpit.indicators.facts.definitions import DefinitionFacts, ScoreFacts, UnitFacts
from gamma.cockpit.indicators.facts.indicators import ClaimFacts, IndicatorFacts
from gamma.cockpit.indicators.facts.proofs import EXTRACT, Proof, proved
from gamma.cockpit.indicators.facts.readings import ReadingFacts
from gamma.cockpit.indicators.facts.targets import Due, TargetFacts

__all__ = [
    "EXTRACT",
    "ClaimFacts",
    "DefinitionFacts",
    "Due",
    "IndicatorFacts",
    "Proof",
    "ReadingFacts",
    "ScoreFacts",
    "TargetFacts",
    "UnitFacts",
    "proved",
]
