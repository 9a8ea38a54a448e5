"""Export: write an edition as it is kept, so that it can be loaded elsewhere and read by any tool."""

import argparse
import sys
from pathlib import Path

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.packaging import packaged, save
from gamma.ground.errors import UserError
from gamma.ground.faults import near, quoted


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", metavar="ÉDITION", help="l'identifiant d'une édition : season-1")
    parser.add_argument("--out", metavar="DOSSIER", type=Path, default=Path(), help="où écrire (ici si rien n'est dit)")


def run(options: argparse.Namespace) -> int:
    season = exported(_edition(options.edition))
    try:
        written = save(packaged(season), options.out)
    except OSError as error:
        raise UserError(f"{options.out} : impossible d'y écrire ({error.strerror}).") from error
    sys.stdout.write("".join(f"{file}\n" for file in written))
    return 0


def _edition(slug: str) -> Edition:
    edition = Edition.objects.filter(slug=slug).first()
    if edition is None:
        known = Edition.objects.values_list("slug", flat=True)
        raise UserError(f"Aucune édition ne s'appelle {quoted(slug)} ({near(slug, known) or 'la base est vide'}).")
    return edition
