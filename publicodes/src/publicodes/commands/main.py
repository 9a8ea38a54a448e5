"""Main: the verbs, what they take, and how they end: 0, 1 when something is wrong, 2 when it is badly asked."""

from __future__ import annotations

import os
import signal
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from types import ModuleType

from publicodes.commands import check, emit, evaluate, explain, run
from publicodes.commands.output import prepare, tell
from publicodes.errors import PublicodesError

VERBS: dict[str, ModuleType] = {"check": check, "evaluate": evaluate, "explain": explain, "run": run, "emit": emit}
WRONG, INTERRUPTED, STOPPED = 1, 130, 143
EXAMPLES = """examples:
  python -m publicodes check rules/
  python -m publicodes evaluate rules/ "price including tax" --set "price = 100 €"
  python -m publicodes explain rules/ "price including tax" --set "price = 100 €" --depth 2
  python -m publicodes run rules/ orders.csv --target "price including tax" --out priced.csv
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks. The status is 0, or 1 when a model, a situation or a table is wrong."""
    prepare()
    args = parser().parse_args(arguments)
    try:
        status = _done(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # What reads the output has had enough: nothing more can be flushed to it when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def heed_signals() -> None:
    """End at SIGTERM as after Ctrl-C, so that nothing half-written is left."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))


def _done(args: Namespace) -> int:
    try:
        status: int = VERBS[args.verb].run(args)
    except PublicodesError as error:
        sys.stdout.flush()
        for fault in error.faults:
            tell(f"error: {fault}")
        return WRONG
    return status


def parser() -> ArgumentParser:
    """What may be asked."""
    top = ArgumentParser(
        prog="python -m publicodes",
        description="Read, check and run rules written in Publicodes.",
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, verb in VERBS.items():
        verb.add(
            verbs.add_parser(
                name, help=verb.HELP, description=f"{verb.__doc__}", formatter_class=RawDescriptionHelpFormatter
            )
        )
    return top
