"""Every night, what is past its day is deleted and the rest stays."""

from datetime import date

import pytest
from procrastinate.contrib.django import app

from gamma.services.simulators import actions
from gamma.services.simulators.jobs import forget_expired
from gamma.services.simulators.models import Saved


def kept(on: date) -> str:
    return actions.keep(simulator="sasu", address="a=1", model="modele-social 11.1.0", on=on).token


@pytest.mark.django_db
def test_the_last_day_is_the_last() -> None:
    kept(date(2025, 7, 1))
    right = kept(date(2025, 7, 2))
    assert actions.forget_expired(on=date(2026, 7, 2)) == 1
    assert [one.token for one in Saved.objects.all()] == [right]


@pytest.mark.django_db
def test_the_job_deletes_what_is_past_its_day() -> None:
    kept(date(2001, 1, 1))
    right = kept(date(9000, 1, 1))
    forget_expired(timestamp=0)
    assert [one.token for one in Saved.objects.all()] == [right]


def test_the_clock_knows_it() -> None:
    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert "simulators.forget_expired" in names
