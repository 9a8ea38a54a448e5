"""Jobs of the simulators: every night, simulations kept by a link past its day are deleted."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from gamma.services.simulators import actions


@app.periodic(cron="29 3 * * *")
@app.task(name="simulators.forget_expired", queueing_lock="simulators.forget_expired")
def forget_expired(timestamp: int) -> None:  # noqa: ARG001 - the clock says for when the job was due
    """Delete what we said would be."""
    actions.forget_expired(on=localdate())
