"""Reuse: give a service that calls the API a key of its own, told once."""

import argparse
import sys

from gamma.services.simulators.actions import open_reuse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NOM", help="le nom du service : « Tableur de la CCI »")
    parser.epilog = "La clé n'est dite qu'une fois : seule son empreinte est gardée."


def run(options: argparse.Namespace) -> int:
    reuse, key = open_reuse(name=options.name)
    sys.stdout.write(f"Réutilisation « {reuse} » ouverte. Sa clé, dite cette seule fois :\n{key}\n")
    return 0
