"""Migrate: bring the tables of the base up to what the code expects."""

import argparse
import sys
from contextlib import nullcontext
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from gamma.cockpit.reports.actions import load_demonstration

ALONE = 5_201_809
"""The advisory lock of whoever migrates: any number does, if nothing else takes it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demonstration", action="store_true", help="charger la saison 1 si la base est vide")


def run(options: argparse.Namespace) -> int:
    migrated()
    if options.demonstration and load_demonstration(timezone.localdate()):
        sys.stdout.write("La base était vide : la saison 1 y est chargée, comme démonstration.\n")
    return 0


def migrated() -> None:
    """Bring the base up to date. A start waits for the migrations of another; the lock goes with the connection."""
    migrate.MigrationExecutor = Whole  # type: ignore[attr-defined]  # the command has no other way to be told
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ALONE])
        call_command("migrate", interactive=False, verbosity=0)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ALONE])


class Whole(MigrationExecutor):
    """Notes that a migration is applied in the transaction that applies it. Django notes it afterwards: a kill between
    the two would leave a base whose next migration finds its tables made already."""

    def apply_migration(self, state: Any, migration: Migration, *how: Any, **more: Any) -> Any:
        with transaction.atomic() if migration.atomic else nullcontext():
            return super().apply_migration(state, migration, *how, **more)
