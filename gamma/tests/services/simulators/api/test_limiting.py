"""Shares: a fair one for each, told in the headers; the address is nowhere; what fails lets pass."""

import logging

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from gamma.ground.api import limiting
from gamma.ground.api.limiting import ADDRESS, Buckets, Rate, address
from gamma.services.simulators.actions import open_reuse
from gamma.services.simulators.api import keys
from gamma.services.simulators.lists import What
from gamma.services.simulators.models import Reuse, Tally

from .conftest import GROSS, ROOT

BODY = {"expressions": "1 + 1"}


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """The time of the buckets, which does not pass by itself; a request costs nothing more than its token."""
    found = Clock()
    monkeypatch.setattr(limiting, "BUCKETS", Buckets(found))
    monkeypatch.setattr("gamma.services.simulators.api.metering.thread_time", lambda: 0.0)
    return found


def post(client, **more):
    return client.post(f"{ROOT}/evaluate", BODY, content_type="application/json", **more)


def test_a_burst_passes_then_waits(client, counted, clock):
    for left in range(ADDRESS.burst - 1, -1, -1):
        answer = post(client)
        assert (answer.status_code, answer.headers["X-RateLimit-Remaining"]) == (200, str(left))
    answer = post(client)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert answer.headers["X-RateLimit-Limit"] == "100"
    assert "20 par seconde" in answer.json()["error"]["what"]
    assert "Attendez 1 s" in answer.json()["error"]["mend"]
    clock.now += 1.0
    assert [post(client).status_code for _ in range(21)] == [200] * 20 + [429]


def test_another_address_has_its_own_share(client, counted, clock):
    for _ in range(ADDRESS.burst + 1):
        post(client)
    assert post(client).status_code == 429
    assert post(client, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_what_costs_more_pays_more(clock):
    share = limiting.Share("someone", ADDRESS, limiting.BUCKETS.take("someone", ADDRESS))
    share.pay(2.0)
    assert limiting.BUCKETS.take("someone", ADDRESS) == pytest.approx(100 - 40 - 1)


def test_what_is_owed_is_bounded(clock):
    share = limiting.Share("someone", ADDRESS, 0)
    share.pay(3600.0)
    clock.now += 2 * ADDRESS.burst / ADDRESS.second
    assert limiting.BUCKETS.take("someone", ADDRESS) >= 0


def test_a_refused_request_costs_nothing(clock):
    rate = Rate(1, 1)
    assert limiting.BUCKETS.take("someone", rate) == 0
    assert [limiting.BUCKETS.take("someone", rate) for _ in range(3)] == [-1] * 3


def test_buckets_are_forgotten_in_turn():
    buckets = Buckets(most=2)
    for caller in "abc":
        buckets.take(caller, ADDRESS)
    assert list(buckets._left) == ["b", "c"]


def test_the_address_is_neither_kept_nor_logged(client, counted, clock, caplog):
    caplog.set_level(logging.DEBUG)
    post(client, REMOTE_ADDR="192.0.2.99")
    assert "192.0.2.99" not in str(list(limiting.BUCKETS._left)) + caplog.text
    assert len(limiting.BUCKETS._left) == 1


def test_when_the_limit_fails_requests_pass(client, counted, monkeypatch, caplog):
    monkeypatch.setattr(limiting.BUCKETS, "take", lambda *_: 1 / 0)
    answer = post(client)
    assert answer.status_code == 200
    assert "X-RateLimit-Limit" not in answer.headers
    assert "all pass" in caplog.text


@pytest.mark.parametrize(("proxies", "found"), [(0, "192.0.2.1"), (1, "192.0.2.3"), (2, "192.0.2.2"), (9, "192.0.2.2")])
def test_the_address_is_the_one_our_proxies_saw(settings, proxies, found):
    settings.NINJA_NUM_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="192.0.2.2, 192.0.2.3")
    assert address(request) == found


@pytest.mark.django_db
def test_a_key_has_a_larger_share_and_is_counted(client, clock):
    reuse, key = open_reuse(name="Tableur")
    answer = post(client, HTTP_AUTHORIZATION=f"Bearer {key}")
    assert answer.headers["X-RateLimit-Limit"] == "300"
    post(client, HTTP_AUTHORIZATION=f"Bearer {key}")
    post(client)
    found = {(tally.reuse, tally.what): tally.count for tally in Tally.objects.all()}
    assert found == {(reuse, What.CALLED): 2, (None, What.CALLED): 1}


@pytest.mark.django_db
def test_the_rows_of_a_table_are_counted(client):
    table = f"{GROSS}\n3000\n4000\n"
    answer = client.post(f"{ROOT}/batch?simulator=salaire-brut-net", table, content_type="text/csv")
    assert b"".join(answer.streaming_content)
    assert Tally.objects.get().count == 2
    assert Tally.objects.get().simulator == "salaire-brut-net"


@pytest.mark.django_db
def test_the_key_itself_is_not_kept():
    reuse, key = open_reuse(name="Tableur")
    row = Reuse.objects.values().get(pk=reuse.pk)
    assert len(row["digest"]) == 64
    assert key not in str(row)


@pytest.mark.django_db
def test_an_unknown_or_revoked_key_is_refused(client, clock):
    reuse, key = open_reuse(name="Tableur")
    Reuse.objects.filter(pk=reuse.pk).update(revoked="2026-01-01T00:00:00Z")
    for told in (key, "zut", ""):
        answer = post(client, HTTP_AUTHORIZATION=f"Bearer {told}")
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert post(client, HTTP_AUTHORIZATION="Basic eDp5").status_code == 200


def test_while_the_base_is_down_a_key_passes_as_none(client, counted, clock, monkeypatch):
    def down(*_, **__):
        raise OperationalError

    monkeypatch.setattr(keys.Reuse.objects, "filter", down)
    answer = post(client, HTTP_AUTHORIZATION="Bearer some")
    assert (answer.status_code, answer.headers["X-RateLimit-Limit"]) == (200, "100")
