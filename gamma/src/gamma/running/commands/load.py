"""Load: write a season file into the base, whole or not at all."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_file
from gamma.running.telling import told, whoever


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="un fichier de saison (docs/season-file.md)")


def run(options: argparse.Namespace) -> int:
    tally = load(read_file(options.file, timezone.localdate()), by=whoever())
    sys.stdout.write(f"{options.file.name} : {told(tally)}\n")
    return 0
