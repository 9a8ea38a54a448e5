"""Jobs of the audience: counts every ten minutes; salts go as soon as their day is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gamma.instruments.audience import actions


@app.periodic(cron="*/10 * * * *")
@app.task(name="audience.fold", queueing_lock="audience.fold")
def fold(timestamp: int) -> None:  # noqa: ARG001 - the day is that of the work itself
    """Count what came since the last time."""
    actions.fold_due(today=timezone.localdate())


@app.periodic(cron="1 * * * *")
@app.task(name="audience.forget_salts", queueing_lock="audience.forget_salts")
def forget_salts(timestamp: int) -> None:  # noqa: ARG001
    """Delete the salts of the spans that are over."""
    actions.forget_salts(today=timezone.localdate())
