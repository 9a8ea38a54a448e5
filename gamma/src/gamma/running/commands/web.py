"""Web: the web server, in the place of this process."""

import argparse
import os
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Sert le port de PORT (8000 si rien n'est dit), sur cette machine seulement."


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    command = [sys.executable, "-m", "gunicorn", "--config", "python:gamma.running.web", "gamma.site.wsgi"]
    os.execv(sys.executable, command)  # noqa: S606
