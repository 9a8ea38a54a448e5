"""A signed letter: right, wrong, old, replayed, forged, too large, unreadable."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from gamma.cockpit.indicators.models import Reading
from gamma.instruments.harvest import actions
from gamma.instruments.harvest.models import Delivery, Feed, Run
from gamma.instruments.harvest.sources.webhook import signed

from .conftest import NOW

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
LETTER = {"period": "2026-03", "value": 77}


@pytest.fixture
def feed(feed_of) -> Feed:
    return feed_of("webhook", SECRET)


@pytest.fixture
def post(client, feed):
    """Send a letter as its sender would; `words` replace what is right of it."""

    def send(data=LETTER, *, ident="msg_1", at=NOW, secret=SECRET, signature=None, body=None, address=None):
        sent = json.dumps(data).encode() if body is None else body
        stamp = str(int(at.timestamp()))
        told = signature if signature is not None else signed(secret, ident, stamp, sent)
        headers = {"webhook-id": ident, "webhook-timestamp": stamp, "webhook-signature": told}
        where = reverse("harvest:receive", args=[address or feed.address])
        with time_machine.travel(NOW, tick=False):
            return client.post(where, sent, "application/json", headers=headers)

    return send


def test_the_signature_is_that_of_the_specification():
    """The example of "Standard Webhooks"."""
    body, ident, stamp = b'{"test": 2432232314}', "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330"
    assert signed(SECRET, ident, stamp, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    told = hmac.new(key, f"{ident}.{stamp}.".encode() + body, hashlib.sha256).digest()
    assert signed(SECRET, ident, stamp, body) == f"v1,{base64.b64encode(told).decode()}"


def test_a_right_letter_becomes_a_figure_of_the_bilan(post, feed, in_bilan):
    answer = post({**LETTER, "value": "77.5", "precision": "approx"})
    assert (answer.status_code, answer.json()) == (201, {"taken": ["2026-03"]})
    reading = Reading.objects.get(source=feed.source)
    assert (reading.value, reading.precision) == (Decimal("77.5"), "approx")
    run = feed.runs.get()
    assert list(run.readings.all()) == [reading]
    assert reading.proof.digest == run.digest
    assert run.query == "POST webhook-id: msg_1"
    of_target, of_reading = in_bilan(reading, NOW.date())
    assert "[environ 77,5 visites]" in of_target
    assert f"| mars 2026 | environ 77,5 visites | [{feed.source.title['fr']}]" in of_reading


def test_the_same_letter_again_changes_nothing(post, feed):
    assert post().status_code == 201
    assert post().status_code == 200
    assert (Run.objects.count(), Reading.objects.filter(source=feed.source).count()) == (1, 1)


def test_another_value_of_the_same_period_is_a_correction(post, feed):
    post()
    assert post({**LETTER, "value": 78}, ident="msg_2").status_code == 201
    last = Reading.objects.filter(source=feed.source).order_by("revision").last()
    assert (last.revision, last.value) == (1, 78)
    assert last.reason


@pytest.mark.parametrize(
    "words",
    [
        {"secret": "whsec_" + base64.b64encode(b"another secret of 24 oct").decode()},
        {"signature": ""},
        {"signature": "v1,"},
        {"signature": "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
        {"signature": "é"},
        {"at": NOW - timedelta(minutes=6)},
        {"at": NOW + timedelta(minutes=6)},
        {"ident": ""},
        {"ident": "x" * 201},
    ],
)
def test_a_letter_that_is_not_what_it_says_leaves_no_trace(post, feed, words):
    assert post(**words).status_code == 401
    assert not Run.objects.exists()
    assert not Delivery.objects.exists()


def test_a_letter_whose_body_id_or_time_was_changed_is_refused(post):
    body, stamp = json.dumps(LETTER).encode(), str(int(NOW.timestamp()))
    right = signed(SECRET, "msg_1", stamp, body)
    assert post(body=body.replace(b"77", b"78"), signature=right).status_code == 401
    assert post(body=body, signature=right, ident="msg_2").status_code == 401
    assert post(body=body, signature=right, at=NOW - timedelta(seconds=1)).status_code == 401
    assert post(body=body, signature=right).status_code == 201


def test_one_right_signature_among_several_is_enough(post):
    """While a secret is being changed, letters bear both."""
    right = signed(SECRET, "msg_1", str(int(NOW.timestamp())), json.dumps(LETTER).encode())
    assert post(signature=f"v1,other {right}").status_code == 201


def test_an_address_of_nobody_or_of_a_suspended_feed_is_not_found(post, feed, ada):
    assert post(address="00000000-0000-4000-8000-000000000000").status_code == 404
    actions.suspend_feed(feed, by=ada)
    assert post().status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {"value": 1},
        {"period": "2026-03"},
        {"period": "mars", "value": 1},
        {"period": "2026-03", "value": "beaucoup"},
        {"period": "2026-03", "value": True},
        {"period": "2026-04", "value": 1},
        {"period": "2026", "value": 1},
        {"period": "2026-03", "value": 1, "n": -1},
        {"period": "2026-03", "value": 1, "more": 1},
        [],
        None,
    ],
)
def test_a_letter_that_cannot_be_read_says_why_and_may_be_mended(post, feed, data):
    answer = post(data)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert feed.runs.get().fault == answer.json()["error"]
    assert not Reading.objects.filter(source=feed.source).exists()
    assert post().status_code == 201


def test_a_body_that_is_no_json_or_too_large_is_refused(post):
    assert post(body=b'{"period":').status_code == 422
    assert post(body=b" " * 64_001).status_code == 413


def test_who_reads_the_address_is_told_how_to_write(client, feed):
    assert "Standard Webhooks" in client.get(reverse("harvest:receive", args=[feed.address])).json()["how"]
