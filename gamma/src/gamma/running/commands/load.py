"""Load: write a season file into the base, whole or not at all."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from gamma.cockpit.reports.actions import load_file
from gamma.running.telling import told, whoever


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="un fichier de saison (docs/season-file.md)")


def run(options: argparse.Namespace) -> int:
    tally = load_file(options.file, by=whoever(), today=timezone.localdate())
    sys.stdout.write(f"{options.file.name} : {told(tally)}\n")
    return 0
