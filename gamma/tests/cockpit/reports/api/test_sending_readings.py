"""A reading sent with a key: recorded once, corrected with a reason, refused in three parts."""

import json

import pytest
from django.utils import timezone

from gamma.cockpit.indicators.actions import describe_indicator, withdraw_reading
from gamma.cockpit.indicators.facts import DefinitionFacts
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Edition, Membership
from gamma.cockpit.reports.actions import revoke_key
from gamma.cockpit.reports.models import Key
from gamma.ground.audit.models import Entry

from .conftest import BAKERY, READINGS, ROOT

APRIL = {"period": "2021-04", "value": 950, "source": "sheet"}


def rows():
    return Reading.objects.filter(definition__indicator__slug="loaves").count()


def test_a_new_reading_is_recorded_and_shows_at_once(send, client):
    assert "950" not in client.get("/editions/small/bakery/loaves/").content.decode()
    status, body = send(APRIL)
    assert (status, body["outcome"], body["reading"]["value"]) == (201, "new", 950)
    assert client.get(body["reading"]["page"]).status_code == 200
    assert "950" in client.get("/editions/small/bakery/loaves/").content.decode()


@pytest.mark.parametrize("method", ["post", "put"])
def test_the_same_again_changes_nothing(send, method):
    send(APRIL)
    before = rows(), Edition.objects.get().facts_version, Entry.objects.count()
    for sent in (APRIL, {**APRIL, "value": "950.00"}, {**APRIL, "value": 950.0, "precision": "exact"}):
        status, body = send(sent, method=method)
        assert (status, body["outcome"]) == (200, "same")
    assert (rows(), Edition.objects.get().facts_version, Entry.objects.count()) == before


def test_another_value_asks_for_a_reason_and_both_are_told(send):
    send(APRIL)
    status, body = send({**APRIL, "value": 990})
    assert status == 409
    assert "950" in body["error"]["what"]
    assert "990" in body["error"]["what"]
    assert body["error"]["where"] == "value"
    assert "reason" in body["error"]["mend"]
    assert rows() == 3


def test_with_a_reason_it_is_corrected_and_the_old_value_stays(send):
    send(APRIL)
    status, body = send({**APRIL, "value": 990, "reason": "Un double compte"})
    assert (status, body["outcome"], body["reading"]["revision"]) == (200, "corrected", 1)
    assert list(Reading.objects.filter(period="2021-04").values_list("value", flat=True)) == [950, 990]
    assert send({**APRIL, "value": 990, "reason": "Un double compte"})[1]["outcome"] == "same"


def test_what_was_withdrawn_may_be_sent_again(send, owner, client):
    send(APRIL)
    row = Reading.objects.select_related("definition__indicator__enrolment__edition").get(period="2021-04")
    withdraw_reading(row, reason={"fr": "Trop tôt"}, by=owner)
    told = client.get(f"{READINGS}").json()["items"]
    assert "2021-04" not in [one["period"] for one in told]
    assert send(APRIL)[1]["reading"]["revision"] == 2
    assert send(APRIL)[1]["outcome"] == "same"


def test_a_version_that_is_not_said_is_the_one_in_force(send, owner):
    facts = DefinitionFacts(name="Pains par mois", kind="count", period="month", direction="up", change="Sans unité")
    describe_indicator(Indicator.objects.get(slug="loaves"), facts, by=owner)
    assert send(APRIL)[0] == 201
    assert Reading.objects.get(period="2021-04").definition.version == 2


def test_the_journal_names_the_key(send):
    send(APRIL)
    entry = Entry.objects.filter(model="indicators.reading").get()
    assert (entry.scope, entry.by) == ("small/bakery", "clé « Collecte »")
    assert entry.after["period"] == "2021-04"


def test_the_day_it_served_last_is_kept(send):
    send(APRIL)
    assert Key.objects.get().last_used_on == timezone.localdate()


def test_a_proposed_indicator_may_be_read_before_it_is_accepted(send):
    status, _body = send(APRIL, path=f"{BAKERY}/indicators/secret/readings")
    assert status == 201


@pytest.mark.parametrize("key", ["", "gamma_other", "é", "x" * 5000])
def test_without_a_key_that_is_known_nothing_is_written(send, key):
    status, body = send(APRIL, key=key)
    assert status == 401
    assert body["error"]["where"] == "Authorization"
    assert body["error"]["mend"]
    assert rows() == 2


def test_a_revoked_key_serves_no_more(send, owner):
    revoke_key(Key.objects.get(), by=owner, now=timezone.now())
    assert send(APRIL)[0] == 401


def test_the_key_of_who_left_the_product_serves_no_more(send):
    Membership.objects.all().delete()
    assert send(APRIL)[0] == 401


@pytest.mark.parametrize(
    "path",
    [
        f"{ROOT}/editions/small/products/dairy/indicators/cheeses/readings",
        f"{ROOT}/editions/small/products/nothing/indicators/cheeses/readings",
        f"{ROOT}/editions/other/products/bakery/indicators/loaves/readings",
    ],
)
def test_a_key_opens_its_own_product_only(send, path):
    status, body = send(APRIL, path=path)
    assert (status, body["error"]["where"]) == (403, "Authorization")
    assert rows() == 2


WRONG = {
    "no body": (b"", 400, ""),
    "half": (b"{", 400, ""),
    "a list": (b"[]", 422, ""),
    "wrong UTF-8": (b'{"period": "\xff"}', 400, ""),
    "a key twice": (b'{"period": "2021-04", "period": "2021-05"}', 422, "period"),
    "not a number": (b'{"period": "2021-04", "source": "sheet", "value": NaN}', 422, ""),
    "no period": ({"value": 1, "source": "sheet"}, 422, "period"),
    "no such period": ({**APRIL, "period": "avril"}, 422, "period"),
    "no value": ({"period": "2021-04", "source": "sheet"}, 422, ""),
    "a value in words": ({**APRIL, "value": "beaucoup"}, 422, "value"),
    "too many digits": ({**APRIL, "value": "1" * 30}, 422, "value"),
    "a null byte": ({**APRIL, "tool": "a\0b"}, 422, "tool"),
    "an unknown key": ({**APRIL, "zut": 1}, 422, "zut"),
    "a past": ({**APRIL, "was": []}, 422, "was"),
    "a withdrawal": ({**APRIL, "withdrawn": True}, 422, "withdrawn"),
    "taken later": ({**APRIL, "taken_on": "2199-01-01"}, 422, "taken_on"),
    "no such source": ({**APRIL, "source": "shet"}, 422, "source"),
    "no such version": ({**APRIL, "version": 2}, 422, "version"),
    "in the future": ({**APRIL, "period": "2199-01"}, 422, "period"),
    "taken before": ({**APRIL, "taken_on": "2020-01-01"}, 422, "period"),
    "too long": ({**APRIL, "evidence": "x" * 301}, 422, "evidence"),
    "huge": (json.dumps({**APRIL, "note": "x" * 20_000}), 413, ""),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused_and_nothing_is_written(send, what):
    sent, expected, where = WRONG[what]
    status, body = send(sent)
    assert (status, body["error"]["where"]) == (expected, where), body
    assert body["error"]["what"].endswith((".", "?", "!"))
    assert rows() == 2


def test_every_fault_is_told_at_once(send):
    status, body = send({"period": "avril", "value": "x", "zut": 1})
    assert status == 422
    assert {one["where"] for one in body["errors"]} == {"period", "value", "zut", "source"}


def test_another_kind_of_body_is_refused(send):
    assert send("a=1", content_type="application/x-www-form-urlencoded")[0] == 415


def test_a_key_has_its_own_share(send, client, secret):
    assert client.get(READINGS).headers["X-RateLimit-Limit"] == "100"
    answer = client.post(
        READINGS, json.dumps(APRIL), content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {secret}"
    )
    assert answer.headers["X-RateLimit-Limit"] == "300"
