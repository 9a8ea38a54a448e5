"""Explain: the tree of what a value comes from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from publicodes.commands.models import add_model, add_situation, opened, placing, situated
from publicodes.commands.output import say, say_json

HELP = "tell what a value comes from, step by step"


def add(parser: ArgumentParser) -> None:
    add_model(parser)
    parser.add_argument("expression", metavar="EXPRESSION", help="the name of a rule, or an expression")
    add_situation(parser)
    parser.add_argument("--depth", type=int, default=3, metavar="N", help="rules inside rules (3)")
    parser.add_argument("--language", choices=("fr", "en"), default="fr", help="of numbers and remarks (fr)")
    parser.add_argument("--json", action="store_true", help="print the tree in JSON")


def run(args: Namespace) -> int:
    engine = situated(opened(args.model), args)
    with placing(engine):
        explanation = engine.explain(args.expression, depth=args.depth)
    if args.json:
        say_json(explanation.as_dict())
    else:
        say(explanation.text(args.language))
    return 0
