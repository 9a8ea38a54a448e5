"""The port of retention: declared once, run every night, one failure keeping no other rule from its work."""

from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django import app

from gamma.ground import retention
from gamma.ground.jobs.jobs import forget_expired
from gamma.ground.retention import NotForgotten, Rule

NOW = datetime(2026, 3, 15, 3, 29, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(monkeypatch) -> None:
    """A house in which nothing is declared."""
    monkeypatch.setattr(retention, "_RULES", {})


def declared(name: str, forget) -> None:
    retention.declare(name, Rule("Des choses", "les rendre", "things.Thing", 30, forget))


def broken(now: datetime) -> int:
    raise OSError("the disk is gone")


def test_every_rule_deletes_and_tells_how_many() -> None:
    seen = []
    declared("things.one", lambda now: seen.append(now) or 3)
    declared("things.two", lambda _now: 0)
    assert retention.forget(now=NOW) == {"things.one": 3, "things.two": 0}
    assert seen == [NOW]


def test_a_rule_that_fails_is_told_after_the_others_have_done_their_work(caplog) -> None:
    done = []
    declared("things.broken", broken)
    declared("things.two", lambda now: done.append(now) or 1)
    with pytest.raises(NotForgotten, match=r"things\.broken"):
        retention.forget(now=NOW)
    assert done == [NOW]
    assert "the disk is gone" in caplog.text


def test_the_job_of_the_night_runs_them() -> None:
    seen = []
    declared("things.one", lambda now: seen.append(now) or 3)
    forget_expired(timestamp=0)
    assert len(seen) == 1
    assert "jobs.forget_expired" in {task.task.name for task in app.periodic_registry.periodic_tasks.values()}


def test_a_name_is_declared_once() -> None:
    declared("things.one", broken)
    with pytest.raises(ValueError, match="declared twice"):
        declared("things.one", broken)


@pytest.mark.parametrize(("what", "why", "days"), [("", "why", 1), ("what", "", 1), ("what", "why", 0)])
def test_a_rule_says_what_why_and_how_long(what, why, days) -> None:
    with pytest.raises(ValueError, match="what is kept, why, and how many days"):
        Rule(what, why, "things.Thing", days, broken)
