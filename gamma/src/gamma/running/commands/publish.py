"""Publish: freeze the bilan of an edition."""

import argparse
import sys

from django.utils import timezone

from gamma.cockpit.programme.queries import edition_named
from gamma.cockpit.reports.actions import publish
from gamma.running.telling import whoever


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", metavar="ÉDITION", help="l'identifiant d'une édition : season-1")


def run(options: argparse.Namespace) -> int:
    report = publish(edition_named(options.edition), by=whoever(), now=timezone.now())
    sys.stdout.write(f"Bilan de {report.edition} publié. Empreinte du contenu : sha256 {report.digest}\n")
    return 0
