"""Migrate: bring the tables of the base up to what the code expects."""

import argparse
import sys

from django.core.management import call_command
from django.utils import timezone

from gamma.cockpit.reports.actions import load_demonstration


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demonstration", action="store_true", help="charger la saison 1 si la base est vide")


def run(options: argparse.Namespace) -> int:
    call_command("migrate", interactive=False, verbosity=0)
    if options.demonstration and load_demonstration(timezone.localdate()):
        sys.stdout.write("La base était vide : la saison 1 y est chargée, comme démonstration.\n")
    return 0
