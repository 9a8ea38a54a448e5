"""Jobs of the reports: every night, published bilans are held against their digest."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from gamma.cockpit.reports.actions import verify

log = logging.getLogger("reports")


@app.periodic(cron="41 3 * * *")
@app.task(name="reports.verify_published", queueing_lock="reports.verify_published")
def verify_published(timestamp: int) -> None:  # noqa: ARG001 - the clock says for when the job was due
    """Say loudly when a published bilan is not what was published."""
    for report in verify(now=timezone.now()):
        log.error("The published bilan of %s is not the one whose digest was published", report.edition)
