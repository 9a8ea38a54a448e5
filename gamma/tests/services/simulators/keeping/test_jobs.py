"""Every night, what is past its day is deleted and the rest stays."""

from datetime import UTC, date, datetime

import pytest

from gamma.ground import retention
from gamma.services.simulators import actions
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
def test_the_house_deletes_what_is_past_its_day() -> None:
    kept(date(2025, 7, 1))
    right = kept(date(2025, 7, 2))
    assert retention.forget(now=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))["simulators.saved"] == 1  # the 2nd, in Paris
    assert [one.token for one in Saved.objects.all()] == [right]
