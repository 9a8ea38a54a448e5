"""A kill during a migration leaves the base before or after it, never between; one start at a time migrates."""

from threading import Thread

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel, Migration

from gamma.running.commands.migrate import ALONE, Whole, migrated


class Killed(Exception):
    """What stands for the kill."""


@pytest.mark.django_db
def test_a_migration_is_applied_and_noted_or_neither(monkeypatch) -> None:
    def killed(_migration) -> None:
        raise Killed

    executor = Whole(connection)
    monkeypatch.setattr(executor, "record_migration", killed)
    migration = Migration("9999_cut", "indicators")
    fields = [("id", models.BigAutoField(primary_key=True)), ("word", models.CharField(db_index=True))]
    migration.operations = [CreateModel("Cut", fields)]
    with pytest.raises(Killed):
        executor.apply_migration(executor.loader.project_state(), migration)
    assert "indicators_cut" not in connection.introspection.table_names()


@pytest.mark.django_db
def test_a_start_waits_for_the_migrations_of_another() -> None:
    def migrating() -> None:
        migrated()
        connection.close()

    start = Thread(target=migrating)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ALONE])
        start.start()
        start.join(1)
        waited = start.is_alive()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ALONE])
    start.join(60)
    assert waited
    assert not start.is_alive()
