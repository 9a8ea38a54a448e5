"""What is wrong is seen, and said to who may know it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from procrastinate.contrib.django.models import ProcrastinateJob

from gamma.ground.jobs.jobs import forget_done
from gamma.running.commands import health
from gamma.site.health import checks, note_backup, well

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(settings, tmp_path) -> None:
    """A site with a folder of its own."""
    settings.VAR = tmp_path


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def states(now: datetime) -> dict[str, str]:
    return {check.part: check.state for check in checks(now=now)}


def worker(beat: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [beat])


def test_a_site_at_work_is_well(now) -> None:
    worker(now)
    note_backup(now)
    assert set(states(now).values()) == {"ok"}


def test_no_backup_is_no_fault_and_an_old_one_is(now) -> None:
    assert states(now)["backup"] == "unknown"
    note_backup(now - timedelta(days=2))
    assert states(now)["backup"] == "ok"
    note_backup(now - timedelta(days=2, seconds=1))
    assert states(now)["backup"] == "wrong"


def test_a_worker_lives_as_long_as_its_heart_beats(now) -> None:
    assert states(now)["worker"] == "wrong"
    worker(now - timedelta(seconds=61))
    assert states(now)["worker"] == "wrong"
    worker(now - timedelta(seconds=59))
    assert states(now)["worker"] == "ok"


def test_a_job_that_waits_for_an_hour_or_failed_today_is_wrong(now) -> None:
    number = forget_done.defer(timestamp=0)
    assert states(now + timedelta(minutes=50))["jobs"] == "ok"
    assert states(now + timedelta(minutes=70))["jobs"] == "wrong"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = %s", [now + timedelta(days=9)])
    assert states(now + timedelta(minutes=70))["jobs"] == "ok"
    _fail(number)
    assert states(now)["jobs"] == "wrong"
    assert states(now + timedelta(days=2))["jobs"] == "ok"


def _fail(job: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job])
    assert ProcrastinateJob.objects.get(pk=job).status == "failed"


def test_a_migration_that_is_missing_is_told(now) -> None:
    MigrationRecorder.Migration.objects.filter(app="simulators").latest("pk").delete()
    [told] = [check for check in checks(now=now) if check.part == "migrations"]
    assert (told.state, told.said) == ("wrong", "à faire : 1, par gamma migrate")


def test_without_base_the_rest_is_not_known(now, monkeypatch) -> None:
    def refuse(*args):
        raise OperationalError("connection to hidden-host failed")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert set(states(now).items()) >= {("base", "wrong"), ("worker", "unknown"), ("jobs", "unknown")}


def test_the_public_page_shows_states_and_nothing_else(client, now) -> None:
    answer = client.get("/healthz/details")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "wrong",
        "checks": {"base": "ok", "migrations": "ok", "worker": "wrong", "jobs": "ok", "backup": "unknown"},
    }
    worker(now)
    assert client.get("/healthz/details").status_code == 503  # looked at a moment ago
    cache.clear()
    assert client.get("/healthz/details").json()["status"] == "ok"


def test_the_page_asks_the_base_once_in_ten_seconds(client, django_assert_num_queries) -> None:
    client.get("/healthz/details")
    with django_assert_num_queries(0):
        client.get("/healthz/details")


@pytest.mark.parametrize("as_json", [False, True])
def test_the_command_says_it_in_words_and_by_its_status(now, capsys, as_json) -> None:
    options = type("Options", (), {"json": as_json})
    assert health.run(options) == 1
    said = capsys.readouterr().out
    assert "aucun ne donne signe de vie" in said
    worker(now)
    assert well(checks(now=now))
    assert health.run(options) == 0
    assert ("À VOIR" in said) != as_json
