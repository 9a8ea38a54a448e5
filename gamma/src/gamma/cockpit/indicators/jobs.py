"""Jobs of the indicators: early each morning, and at each hour after for what failed, what is due is read."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gamma.cockpit.indicators import actions


@app.periodic(cron="35 * * * *")
@app.task(name="indicators.take_due", queueing_lock="indicators.take_due", lock="indicators.take_due")
def take_due(timestamp: int) -> None:  # noqa: ARG001 - what is due is told by the clock of the work itself
    """Take the readings of the periods that are over."""
    actions.take_due(now=timezone.now())
