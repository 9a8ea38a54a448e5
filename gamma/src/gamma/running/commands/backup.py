"""Backup: the base and its files in one file, checked, that `gamma restore` puts back."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from gamma.running.backups.making import make
from gamma.site.health import note_backup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="le fichier à écrire, ou un dossier")
    parser.epilog = "Dans un dossier, le nom est la date. Un fichier qui existe n'est jamais remplacé."


def run(options: argparse.Namespace) -> int:
    now = timezone.localtime()
    path = make(options.file, now=now)
    note_backup(now)
    size = path.stat().st_size / 1_000_000
    sys.stdout.write(f"{path} : sauvegarde écrite, {size:.1f} Mo. Données personnelles : vous seul pouvez la lire.\n")
    return 0
