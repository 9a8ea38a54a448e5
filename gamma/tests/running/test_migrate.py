"""A kill in the middle of a migration leaves the base before it or after it, never between."""

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel, Migration

from gamma.running.commands.migrate import Whole


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
