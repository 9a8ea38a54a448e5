"""Restore: what `gamma backup` wrote takes the place of the base, whole or not at all."""

import argparse
import sys
from pathlib import Path

from django.utils.timezone import localtime

from gamma.running.backups.restoring import restore


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FICHIER", type=Path, help="une sauvegarde écrite par gamma backup")
    parser.add_argument("--replace", action="store_true", help="remplacer tout ce que la base contient")
    parser.epilog = "Le site doit être arrêté. Une sauvegarde abîmée est refusée avant que rien ne soit touché."


def run(options: argparse.Namespace) -> int:
    manifest = restore(options.file, replace=options.replace)
    made = f"{localtime(manifest.made):%d/%m/%Y à %H:%M}"
    sys.stdout.write(f"{options.file} : base restaurée telle qu'elle était le {made}, puis mise à jour.\n")
    return 0
