"""Jobs: every hour what is due is read, in one job that waits for many hosts at once; every morning, who is late."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from gamma.instruments.harvest import actions


@app.periodic(cron="20 * * * *")
@app.task(name="harvest.harvest", queueing_lock="harvest.harvest", lock="harvest")
def harvest(timestamp: int) -> None:
    """Read the feeds that are due; what is left comes after the jobs that wait."""
    if actions.harvest(now=timezone.now()).left:
        again = app.configure_task("harvest.harvest", queueing_lock="harvest.harvest", lock="harvest")
        with suppress(AlreadyEnqueued), transaction.atomic():
            again.defer(timestamp=timestamp)


@app.periodic(cron="40 6 * * *")
@app.task(name="harvest.watch", queueing_lock="harvest.watch")
def watch(timestamp: int) -> None:  # noqa: ARG001 - what is late is told by the clock of the work itself
    """Tell whose feeds are late."""
    actions.watch(now=timezone.now())


@app.task(name="harvest.read")
def read(feed: int) -> None:
    """Read a feed that someone asked for."""
    actions.read_feed(feed, now=timezone.now())
