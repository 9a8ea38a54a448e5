"""Invite: give someone a part and write to them; the first lead of a programme is invited this way."""

import argparse
import sys

from gamma.cockpit.programme.actions import invite_by_name
from gamma.running.telling import whoever


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="ADRESSE", help="l'adresse électronique de la personne")
    parser.add_argument("--role", metavar="RÔLE", default="lead", help="lead (si rien n'est dit), coach, product_lead…")
    parser.add_argument("--edition", metavar="ÉDITION", help="l'édition ; sans elle, tout le programme")
    parser.add_argument("--product", metavar="SERVICE", help="le service de l'édition")
    parser.add_argument("--name", metavar="NOM", default="", help="son nom")


def run(options: argparse.Namespace) -> int:
    place = {"edition": options.edition, "product": options.product}
    part = invite_by_name(options.email, role=options.role, **place, by=whoever(), name=options.name)
    sys.stdout.write(f"{part.person.email} : {part.get_role_display()}. Une lettre lui est envoyée.\n")
    return 0
