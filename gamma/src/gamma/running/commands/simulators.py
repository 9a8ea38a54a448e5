"""Simulators: what a newer version of the rules would change, told before it is adopted."""

import argparse
import json
import sys

from django.conf import settings

from gamma.services.simulators.bumping.queries import compared, told


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="compare")
    compare = what.add_parser("compare", help="ce qu'une autre version des règles change aux exemples des simulateurs")
    compare.add_argument("version", metavar="VERSION", help="une version du paquet npm, ou un dossier de règles")
    compare.add_argument("--from", dest="former", metavar="VERSION", help="à quoi comparer (les règles en service)")
    compare.add_argument("--model", choices=settings.RULE_MODELS, default="modele-social", help="le modèle de règles")
    compare.add_argument("--json", action="store_true", help="écrire du JSON")
    compare.epilog = (
        "Rend 0 si rien ne change dans les exemples, 1 si quelque chose change, 2 si la demande est fautive."
    )


def run(options: argparse.Namespace) -> int:
    report = compared(options.model, options.version, options.former)
    as_json = json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"
    sys.stdout.write(as_json if options.json else told(report))
    return int(report.changed)
