"""Jobs of the house: the queue is kept in order, and what is past its day is deleted."""

from django.utils import timezone
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from gamma.ground import retention

KEPT_DAYS = 30


@app.periodic(cron="*/5 * * * *")
@app.task(name="jobs.take_up_again", queueing_lock="jobs.take_up_again", pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Give back to the queue what a killed worker was doing: it stopped saying that it lives."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.forget_done", queueing_lock="jobs.forget_done", pass_context=True)
async def forget_done(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Remove jobs done long ago; those that failed stay twice as long, so that a person can look at them."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEPT_DAYS * 24)
    await builtin_tasks.remove_old_jobs(context, max_hours=2 * KEPT_DAYS * 24, remove_failed=True)


@app.periodic(cron="29 3 * * *")
@app.task(name="jobs.forget_expired", queueing_lock="jobs.forget_expired")
def forget_expired(timestamp: int) -> None:  # noqa: ARG001 - the clock says for when the job was due
    """Delete what every room has declared to be kept no longer than this."""
    retention.forget(now=timezone.now())
