"""Health: what an operator must know of the site – its base, its tables, its worker, its jobs, its backups.

Everyone may read the states, nobody but who runs commands here reads what is behind them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localtime

from gamma.ground.jobs.queries import queue

LATE = timedelta(hours=1)
OLD = timedelta(days=2)  # a backup a day, and one that failed


class State(StrEnum):
    """What is known of a part; what is not known is no fault."""

    OK = "ok"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """The state of a part of the site, and the sentence that says it to its operator."""

    part: str
    state: State
    said: str


def checks(*, now: datetime) -> list[Check]:
    """Every part, in the order in which one mends."""
    return [_checked(part, look, now) for part, look in PARTS.items()]


def well(found: list[Check]) -> bool:
    """Whether nothing is wrong."""
    return all(check.state is not State.WRONG for check in found)


def note_backup(now: datetime) -> None:
    """Remember when the site was last saved."""
    _note().parent.mkdir(parents=True, exist_ok=True)
    _note().write_text(now.isoformat(), encoding="utf-8")


def _checked(part: str, look: Callable[[datetime], tuple[State, str]], now: datetime) -> Check:
    try:
        return Check(part, *look(now))
    except DatabaseError:
        return Check(part, State.WRONG if part == "base" else State.UNKNOWN, "la base ne répond pas, ou pas à cela")


def _base(_now: datetime) -> tuple[State, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return State.OK, "répond"


def _migrations(_now: datetime) -> tuple[State, str]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return State.WRONG, f"à faire : {len(missing)}, par gamma migrate"
    return State.OK, "toutes faites"


def _worker(now: datetime) -> tuple[State, str]:
    count = queue(now=now).workers
    return (
        (State.OK, f"au travail : {count}")
        if count
        else (State.WRONG, "aucun ne donne signe de vie : gamma start, ou gamma worker")
    )


def _jobs(now: datetime) -> tuple[State, str]:
    found = queue(now=now)
    late = found.oldest is not None and now - found.oldest > LATE
    waits = f"le plus ancien attend depuis {_age(now, found.oldest)}" if found.oldest else "aucun n'attend"
    state = State.WRONG if found.failed or late else State.OK
    return state, f"{waits} ; en échec depuis un jour : {found.failed}"


def _backup(now: datetime) -> tuple[State, str]:
    last = _last_backup()
    if last is None:
        return State.UNKNOWN, "aucune sauvegarde connue : gamma backup"
    state = State.WRONG if now - last > OLD else State.OK
    return state, f"la dernière date du {localtime(last):%d/%m/%Y à %H:%M}"


def _last_backup() -> datetime | None:
    try:
        return datetime.fromisoformat(_note().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _note() -> Path:
    return Path(settings.VAR) / "run" / "backup"


def _age(now: datetime, since: datetime) -> str:
    minutes = int((now - since).total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"


PARTS: dict[str, Callable[[datetime], tuple[State, str]]] = {
    "base": _base,
    "migrations": _migrations,
    "worker": _worker,
    "jobs": _jobs,
    "backup": _backup,
}
