"""What the simulators measure, against counts written by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gamma.ground.measures import measures
from gamma.ground.periods import parse
from gamma.services.simulators import measures as ours
from gamma.services.simulators.actions import count
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.lists import What
from gamma.services.simulators.models import Reuse, Tally

pytestmark = pytest.mark.django_db

PERIODS = ["2026-01-15", "2026-W03", "2026-01", "2026-Q1", "2026", "12 months to 2026-06", "2026-01-10/2026-02-20"]


def read(name: str, text: str):
    return measures()[f"simulators-{name}"].function("mon-entreprise", parse(text))


def embedded(day: str, host: str, times: int = 1, simulator: str = "sasu") -> None:
    count(What.EMBEDDED, on=date.fromisoformat(day), simulator=simulator, host=host, times=times)


@pytest.fixture
def began():
    """Counting began long before."""
    count(What.STARTED, on=date(2024, 1, 1), simulator="eurl")


def test_a_host_of_two_months_is_one_host_of_the_quarter(began):
    embedded("2026-01-15", "a.fr", 3)
    embedded("2026-02-15", "a.fr")
    embedded("2026-02-28", "b.fr")
    embedded("2026-02-28", "b.fr", simulator="cdd")
    found = {text: read("hosts", text).value for text in ("2026-01", "2026-02", "2026-Q1", "2026-03")}
    assert found == {"2026-01": 1, "2026-02": 2, "2026-Q1": 2, "2026-03": 0}
    assert read("hosts", "2026-Q1").precision == "exact"
    assert read("hosts", "2026-Q1").n == 4


def test_a_showing_whose_host_is_not_known_makes_a_minimum(began):
    embedded("2026-01-15", "a.fr")
    embedded("2026-01-16", "", 12)
    found = read("hosts", "2026-01")
    assert (found.value, found.precision) == (1, "at_least")
    assert "12 affichages dont le site n'est pas connu" in found.evidence


@pytest.mark.parametrize(("name", "what"), [("started", What.STARTED), ("finished", What.FINISHED)])
def test_flows_are_added_and_not_mixed(began, name, what):
    for day in ("2026-01-01", "2026-01-31", "2026-02-01"):
        count(what, on=date.fromisoformat(day), simulator="sasu", times=5)
    embedded("2026-01-15", "a.fr", 100)
    assert [read(name, text).value for text in ("2026-01", "2026-02", "2026-Q1", "2025-12")] == [10, 5, 15, 0]


def test_calls_are_told_apart_by_key(began):
    one, other = (Reuse.objects.create(name=name, digest=name) for name in ("Une banque", "Un éditeur"))
    for day, reuse, times in (("2026-01-05", one, 4), ("2026-02-05", one, 3), ("2026-02-06", other, 1)):
        count(What.CALLED, on=date.fromisoformat(day), reuse=reuse, times=times)
    count(What.CALLED, on=date(2026, 2, 7), times=50)
    assert [read("evaluations", text).value for text in ("2026-01", "2026-02", "2026-Q1")] == [4, 4, 8]
    assert [read("reuses", text).value for text in ("2026-01", "2026-02", "2026-Q1", "2026-03")] == [1, 2, 2, 0]
    assert read("evaluations", "2026-02").evidence.endswith("non comptés : 50.")


@pytest.mark.parametrize("name", ["hosts", "started", "finished", "evaluations", "reuses"])
def test_nothing_is_said_of_what_was_before_counting(name):
    assert (read(name, "2026-01").value, read(name, "2026-01").precision) == (None, "unstated")
    count(What.STARTED, on=date(2026, 2, 10), simulator="sasu")
    assert read(name, "2026-01").value is None
    begun = read(name, "2026-02")
    assert begun.precision == "at_least"
    assert "Compté depuis le 10 février 2026" in begun.evidence
    assert read(name, "2026-02-10").precision == "exact"


def test_what_is_in_service_today_is_what_the_catalogue_lists(monkeypatch):
    monkeypatch.setattr(ours, "localdate", lambda: date(2026, 3, 15))
    listed = [one for one in simulators().values() if one.listed]
    found = read("in-service", "at 2026-03-15")
    assert (found.value, found.precision) == (len(listed), "exact")
    assert "15 mars 2026" in found.evidence
    assert len(listed) < len(simulators())


def test_what_was_in_service_is_a_minimum_or_not_known(monkeypatch, began):
    monkeypatch.setattr(ours, "localdate", lambda: date(2026, 3, 15))
    embedded("2026-02-01", "a.fr", simulator="cdd")
    embedded("2026-02-01", "a.fr", simulator="gone-since")
    assert [read("in-service", text).value for text in ("2023", "2025", "2026-02")] == [None, 1, 2]
    assert read("in-service", "2026-02").precision == "at_least"
    assert read("in-service", "2023").precision == "unstated"


DAYS = st.dates(date(2025, 6, 1), date(2026, 12, 31))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(rows=st.lists(st.tuples(DAYS, st.sampled_from(["a.fr", "b.fr", "c.fr"]), st.integers(1, 9)), max_size=20))
def test_every_window_counts_its_own_days(began, rows):
    Tally.objects.filter(what=What.EMBEDDED).delete()
    Tally.objects.filter(what=What.FINISHED).delete()
    for day, host, times in rows:
        embedded(day.isoformat(), host, times)
        count(What.FINISHED, on=day, simulator="sasu", times=times)
    for text in PERIODS:
        period = parse(text)
        days = {period.first + timedelta(n) for n in range((period.last - period.first).days + 1)}
        assert read("hosts", text).value == len({host for day, host, _ in rows if day in days})
        assert read("finished", text).value == sum(times for day, _, times in rows if day in days)
