"""Jobs of the reviews: every hour, the letters of the day before."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gamma.cockpit.reviews import actions


@app.periodic(cron="10 * * * *")
@app.task(name="reviews.remind", queueing_lock="reviews.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001 - what is due is told by the clock of the work itself
    """Write to those whose check-in is near."""
    actions.remind(now=timezone.now())
