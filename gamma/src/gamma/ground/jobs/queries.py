"""Queries: how the queue is doing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q
from django.db.models.functions import Coalesce
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

SILENT = timedelta(minutes=1)  # a worker says every ten seconds that it lives
RECENT = timedelta(days=1)


@dataclass(frozen=True)
class Queue:
    """Workers alive, jobs that failed in the last day, and since when the oldest of those that are due has waited."""

    workers: int
    failed: int
    oldest: datetime | None


def queue(*, now: datetime) -> Queue:
    """The state of the queue. Raises DatabaseError."""
    workers = ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - SILENT).count()
    failed = ProcrastinateEvent.objects.filter(type="failed", at__gt=now - RECENT).values("job").distinct().count()
    return Queue(workers, failed, _oldest(now))


def _oldest(now: datetime) -> datetime | None:
    """A job is due from the moment it was asked for, or from the one it was put off to."""
    due = ProcrastinateJob.objects.filter(Q(scheduled_at=None) | Q(scheduled_at__lte=now), status="todo")
    asked = Min("procrastinateevent__at", filter=Q(procrastinateevent__type="deferred"))
    found: datetime | None = due.annotate(since=Coalesce("scheduled_at", asked)).aggregate(oldest=Min("since"))[
        "oldest"
    ]
    return found
