"""Check: everything that is wrong in a model, told at once; when nothing is, what is dubious in it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from publicodes.commands.models import add_model, opened
from publicodes.commands.output import counted, say
from publicodes.engine import Engine

HELP = "tell everything that is wrong in a model, then what is dubious"


def add(parser: ArgumentParser) -> None:
    add_model(parser)


def run(args: Namespace) -> int:
    engine = opened(args.model)
    say(f"{args.model}: {_counted(engine)}")
    doubts = engine.doubts()
    for doubt in doubts:
        say(f"warning: {doubt.located(engine.locate)}")
    say(f"no error, {counted(len(doubts), 'warning')}")
    return 0


def _counted(engine: Engine) -> str:
    rules = engine.rules.values()
    counts = {
        "rule": len(rules),
        "question": sum(rule.asked for rule in rules),
        "replacement": sum(len(rule.replacements) for rule in rules),
    }
    return ", ".join(counted(count, what) for what, count in counts.items())
