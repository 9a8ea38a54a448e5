"""Start: the whole site, until Ctrl-C."""

import argparse

from gamma.running.supervisor import supervise


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Le port est celui de PORT (8000 si rien n'est dit)."


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    return supervise()
