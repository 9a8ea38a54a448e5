"""The worker does what is deferred, what the clock asks, and what a killed worker left half done."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gamma.ground.jobs.jobs import KEPT_DAYS, forget_done, take_up_again
from gamma.ground.jobs.work import work

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_deferred_job_is_done_by_the_worker() -> None:
    number = forget_done.defer(timestamp=0)
    assert ProcrastinateJob.objects.get(pk=number).status == "todo"
    work(until_stopped=False)
    assert ProcrastinateJob.objects.get(pk=number).status == "succeeded"


def test_the_clock_knows_the_jobs_that_keep_the_queue() -> None:
    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {"jobs.take_up_again", "jobs.forget_done"} <= names


def test_what_a_killed_worker_was_doing_goes_back_to_the_queue() -> None:
    left = forget_done.defer(timestamp=0)
    _taken_by_a_worker_since_dead(left)
    take_up_again.defer(timestamp=0)
    work(until_stopped=False)
    assert ProcrastinateJob.objects.get(pk=left).status == "succeeded"


def test_jobs_done_long_ago_are_forgotten_and_recent_ones_kept() -> None:
    old = take_up_again.defer(timestamp=0)
    work(until_stopped=False)
    recent = take_up_again.defer(timestamp=1)
    work(until_stopped=False)
    _age(old, KEPT_DAYS + 1)
    forget_done.defer(timestamp=0)
    work(until_stopped=False)
    assert set(ProcrastinateJob.objects.filter(pk__in=[old, recent]).values_list("pk", flat=True)) == {recent}


def _taken_by_a_worker_since_dead(job: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
        )
        dead = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [*dead, job])


def _age(job: int, days: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - make_interval(days => %s) WHERE job_id = %s", [days, job]
        )
