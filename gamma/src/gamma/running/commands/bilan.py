"""Bilan: write the bilan of an edition in its four formats."""

import argparse
import sys
from pathlib import Path

from django.utils.timezone import localdate

from gamma.cockpit.programme.queries import edition_named
from gamma.cockpit.reports.queries import bilan_files
from gamma.ground.errors import UserError
from gamma.ground.texts import LANGUAGES


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", metavar="ÉDITION", help="l'identifiant d'une édition : season-1")
    parser.add_argument("--out", metavar="DOSSIER", type=Path, default=Path(), help="où écrire (ici si rien n'est dit)")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="la langue (fr si rien n'est dit)")


def run(options: argparse.Namespace) -> int:
    for name, body in bilan_files(edition_named(options.edition), localdate(), options.lang).items():
        path = options.out / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        except OSError as error:
            raise UserError(f"{path} : impossible d'y écrire ({error.strerror}).") from error
        sys.stdout.write(f"{path}\n")
    return 0
