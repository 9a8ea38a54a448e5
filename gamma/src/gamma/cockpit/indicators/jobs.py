"""Jobs of the indicators: every hour of the day, the readings that take themselves."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gamma.cockpit.indicators import actions

READY = 5
"""The hour, on the clock of the site, from which yesterday may be read: what is counted by night is counted by then."""


@app.periodic(cron="40 * * * *")
@app.task(name="indicators.close", queueing_lock="indicators.close")
def close(timestamp: int) -> None:  # noqa: ARG001 - what is over is told by the clock of the work itself
    """Read the periods that are over, of every binding that was not asked today."""
    now = timezone.now()
    if timezone.localtime(now).hour >= READY:
        actions.close(now=now)
