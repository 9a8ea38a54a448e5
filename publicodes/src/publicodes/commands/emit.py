"""Emit: the program of some targets, as source."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from publicodes.commands.models import add_model, add_situation, opened, situated
from publicodes.commands.output import say

HELP = "print the program of some targets, in NumPy or in plain Python"


def add(parser: ArgumentParser) -> None:
    add_model(parser)
    parser.add_argument(
        "--target", action="append", required=True, metavar="NAME", help="what to compute; may be repeated"
    )
    parser.add_argument(
        "--input", action="append", default=[], metavar="RULE[:UNIT]", help="what varies, and its unit; may be repeated"
    )
    add_situation(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--numpy", action="store_true", help="over columns (this is the default)")
    form.add_argument("--python", action="store_true", help="for one situation")


def run(args: Namespace) -> int:
    inputs = dict(_input(text) for text in args.input)
    program = situated(opened(args.model), args).program(args.target, inputs)
    say((program.scalar_source if args.python else program.source).rstrip("\n"))
    return 0


def _input(text: str) -> tuple[str, str | None]:
    name, _, unit = text.partition(":")
    return name.strip(), unit.strip() or None
