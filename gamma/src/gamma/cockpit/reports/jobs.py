"""Jobs of the reports: every night, bilans are held against their digest; every month, sponsors are written to."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from gamma.cockpit.reports.actions import send_monthly, verify

log = logging.getLogger("reports")


@app.periodic(cron="41 3 * * *")
@app.task(name="reports.verify_published", queueing_lock="reports.verify_published")
def verify_published(timestamp: int) -> None:  # noqa: ARG001 - the clock says for when the job was due
    """Say loudly when a published bilan is not what was published."""
    for report in verify(now=timezone.now()):
        log.error("The published bilan of %s is not the one whose digest was published", report.edition)


@app.periodic(cron="12 6 1-10 * *")
@app.task(name="reports.write_to_sponsors", queueing_lock="reports.write_to_sponsors")
def write_to_sponsors(timestamp: int) -> None:  # noqa: ARG001
    """On the first working day of the month, or as soon as the worker is back; never twice to anyone."""
    send_monthly(today=timezone.localdate(), now=timezone.now())
