"""Convert: a season told in the notation gamma-season/1 becomes a season file; what is left out is said."""

import argparse
import sys
from pathlib import Path

from gamma.cockpit.reports.actions import convert_file
from gamma.ground.errors import UserError


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FAITS", type=Path, help="une saison dans la notation gamma-season/1")
    parser.add_argument("--out", metavar="FICHIER", type=Path, required=True, help="le fichier de saison à écrire")


def run(options: argparse.Namespace) -> int:
    try:
        left = convert_file(options.file, out=options.out)
    except OSError as error:
        raise UserError(f"{options.out} : impossible d'y écrire ({error.strerror}).") from error
    sys.stdout.write("".join(f"laissé de côté : {line}\n" for line in left))
    sys.stdout.write(f"{options.out} : écrit. {len(left)} valeurs n'y ont pas de place.\n")
    return 0
