"""Worker: what does the jobs of the queue, and those of the clock."""

import argparse

from gamma.ground.jobs.work import work


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "S'arrête sur SIGTERM, après le travail en cours."


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    work()
    return 0
