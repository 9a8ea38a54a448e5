"""Export: write an edition as it is kept, so that it can be loaded elsewhere and read by any tool."""

import argparse
import sys
from pathlib import Path

from gamma.cockpit.programme.queries import edition_named
from gamma.cockpit.reports.actions import export
from gamma.ground.errors import UserError


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", metavar="ÉDITION", help="l'identifiant d'une édition : season-1")
    parser.add_argument("--out", metavar="DOSSIER", type=Path, help="où écrire (un dossier du nom de l'édition)")


def run(options: argparse.Namespace) -> int:
    edition = edition_named(options.edition)
    folder = options.out or Path(edition.slug)
    try:
        paths = export(edition, folder=folder)
    except OSError as error:
        raise UserError(f"{folder} : impossible d'y écrire ({error.strerror}).") from error
    sys.stdout.writelines(f"{path}\n" for path in paths)
    return 0
