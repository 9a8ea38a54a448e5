"""Evaluate: the value of an expression in a situation, and the rules that would complete or change it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from publicodes.commands.models import add_model, add_situation, opened, placing, situated
from publicodes.commands.output import finite, say, say_json
from publicodes.evaluation import Evaluation

HELP = "give the value of an expression"


def add(parser: ArgumentParser) -> None:
    add_model(parser)
    parser.add_argument(
        "expression", metavar="EXPRESSION", help="the name of a rule, or an expression: « net * 12 mois/an »"
    )
    add_situation(parser)
    parser.add_argument("--json", action="store_true", help="print the evaluation in JSON")


def run(args: Namespace) -> int:
    engine = situated(opened(args.model), args)
    with placing(engine):
        evaluation = engine.evaluate(args.expression)
    if args.json:
        say_json(as_dict(evaluation))
        return 0
    say(str(evaluation))
    for warning in _warnings(evaluation):
        say(f"warning: {warning}")
    if evaluation.missing:
        say("not answered, most wanted first:")
    for name in wanted(evaluation):
        say(f"  {name}")
    return 0


def wanted(evaluation: Evaluation) -> list[str]:
    return sorted(evaluation.missing, key=lambda name: -evaluation.missing[name])


def _warnings(evaluation: Evaluation) -> list[str]:
    return sorted(evaluation.warnings) + (["no inversion was found"] if evaluation.inversion_failed else [])


def as_dict(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation as JSON takes it; a number that is not finite is a text."""
    return {
        "state": evaluation.state,
        "value": finite(evaluation.value),
        "unit": evaluation.unit,
        "shown": str(evaluation),
        "missing": {name: evaluation.missing[name] for name in wanted(evaluation)},
        "warnings": sorted(evaluation.warnings),
        "inversion_failed": evaluation.inversion_failed,
    }
