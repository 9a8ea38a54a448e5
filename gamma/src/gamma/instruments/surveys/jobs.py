"""Jobs of the surveys: every ten minutes, the letters that are due."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from gamma.instruments.surveys import actions


@app.periodic(cron="*/10 * * * *")
@app.task(name="surveys.send", queueing_lock="surveys.send")
def send(timestamp: int) -> None:  # noqa: ARG001 - what is due is told by the day
    """Invite those whom an open wave has not written to, remind the others once."""
    actions.send_due(today=localdate())
