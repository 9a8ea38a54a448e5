"""The collector, as pages meet it: over HTTP, on the base of the tests."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.db import DataError, ProgrammingError, connection

from gamma.instruments.audience import actions
from gamma.instruments.audience.collecting.accepting import EPOCH
from gamma.instruments.audience.collecting.counting import A_MINUTE
from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.models import (
    ConsentedEvent,
    ConsentedPresence,
    Day,
    ExemptEvent,
    ExemptPresence,
    Salt,
    Uniques,
)

from .conftest import BROWSER, HOST, Clock

NOON = datetime(2026, 3, 15, 11, tzinfo=UTC)
TODAY = NOON.date()
HEADERS = {"Origin": f"https://{HOST}", "User-Agent": BROWSER}


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def collector(make_site, collecting, clock) -> Iterator[HTTPConnection]:
    """A collector that listens, for sites that are there before it."""
    for mode in Mode:
        make_site("essai", mode)
    with closing(HTTPConnection(urlsplit(collecting(clock)).netloc, timeout=10)) as opened:
        yield opened


@pytest.fixture
def tell(collector, clock) -> Callable[..., int]:
    """Tell events to a site, and give the status of the answer."""

    def send(*events, key="essaie", body=None, **headers) -> int:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        told = json.dumps(list(events)) if body is None else body
        collector.request("POST", f"/mesure/{key}", told, {**HEADERS, **names})
        answer = collector.getresponse()
        answer.read()
        return answer.status

    return send


def event(what="v", page="/", name="", source="", day=TODAY, **words):
    number = f"{(day - EPOCH).days:04x}{random.getrandbits(112):028x}"
    return {"i": number, "w": what, "p": page, "n": name, "r": source, **words}


def of_address(rank: int) -> dict[str, str]:
    return {"X_Forwarded_For": f"10.{rank}.0.1"}


def test_what_is_told_is_kept_before_it_is_answered(tell):
    assert tell(event(page="/aides/", source="www.moteur.fr"), **of_address(1)) == 204
    kept = ExemptEvent.objects.get()
    assert (kept.page, kept.source, kept.day, kept.at) == ("/aides/", "www.moteur.fr", TODAY, NOON)
    assert len(kept.visitor) == 8
    assert not ConsentedEvent.objects.exists()


def test_an_event_told_again_counts_once(tell, clock):
    one = event("a", name="contact")
    assert tell(one) == tell(one) == tell(one, one) == 204
    clock.now = NOON + timedelta(hours=13)  # a retry, once the day is over
    assert tell(one) == 204
    assert ExemptEvent.objects.count() == 1
    assert ExemptPresence.objects.count() == 2  # a week, a month


def test_an_event_told_again_in_another_month_brings_nobody_there(tell, clock):
    clock.now = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    one = event(day=clock.now.date())
    tell(one)
    clock.now += timedelta(minutes=2)
    tell(one)
    assert set(ExemptPresence.objects.values_list("grain", "starts")) == {
        ("week", date(2026, 3, 30)), ("month", date(2026, 3, 1)),
    }  # fmt: skip


@pytest.mark.parametrize("words", [{"w": "a", "n": "inventé"}, {"p": "x"}, {"i": ""}])
def test_what_is_ill_told_changes_nothing(tell, words):
    assert tell(event(), {**event(), **words}) == 400
    assert not ExemptEvent.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://faux.fr"},
        {"Origin": ""},
        {"Origin": "null"},
    ],
)
def test_a_forged_origin_changes_nothing(tell, headers):
    assert tell(event(), **headers) == 403
    assert not ExemptEvent.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"User_Agent": "Googlebot/2.1"},
        {"User_Agent": ""},
        {"DNT": "1"},
        {"Sec_GPC": "1"},
        {"Cookie": "audience=non"},
    ],
)
def test_programs_and_those_who_object_are_answered_and_not_counted(tell, headers):
    assert tell(event(), **headers) == 204
    assert not ExemptEvent.objects.exists()


@pytest.mark.parametrize(("day", "status"), [(TODAY, 204), (TODAY - timedelta(days=8), 410)])
def test_a_page_reads_the_answer_and_sends_the_cookie_of_who_objects(collector, day, status):
    """A browser gives neither where an answer to credentials is for any origin (`*`)."""
    collector.request("POST", "/mesure/essaie", json.dumps(event(day=day)), HEADERS)
    answer = collector.getresponse()
    answer.read()
    found = [answer.getheader(f"Access-Control-Allow-{name}") for name in ("Origin", "Credentials")]
    assert (answer.status, found) == (status, [f"https://{HOST}", "true"])


def test_too_large_or_to_nobody(tell):
    assert tell(body="x" * 9_000) == 413
    assert tell(event(), key="inconnu") == 404


def test_a_flood_from_one_place_is_stopped(tell):
    answers = [tell(*(event() for _ in range(20)), **of_address(1)) for _ in range(A_MINUTE // 20 + 2)]
    assert answers[-1] == 429
    assert ExemptEvent.objects.count() == A_MINUTE
    assert tell(event(), **of_address(2)) == 204


def test_an_old_script_is_told_the_day_and_goes_on(collector, tell):
    old = event(day=TODAY - timedelta(days=8))
    collector.request("POST", "/mesure/essaie", json.dumps(old), HEADERS)
    answer = collector.getresponse()
    assert answer.status == 410
    day = answer.read().decode()
    assert tell({**old, "i": day + old["i"][4:]}) == 204
    assert ExemptEvent.objects.count() == 1


def test_the_image_counts_pages_without_scripts(collector):
    headers = {"Referer": f"https://{HOST}/aides/?secret=1", "User-Agent": BROWSER}
    for query, kept in (("", ("v", "/aides/", "")), ("?p=/contact/&a=contact", ("a", "/contact/", "contact"))):
        collector.request("GET", f"/mesure/essaie.gif{query}", headers=headers)
        answer = collector.getresponse()
        assert (answer.status, answer.headers["Content-Type"], answer.read()[:3]) == (200, "image/gif", b"GIF")
        assert answer.headers["Cache-Control"] == "no-store"
        assert kept in set(ExemptEvent.objects.values_list("what", "page", "name"))
    collector.request("GET", "/mesure/essaie.gif", headers={**headers, "Referer": "https://faux.fr/"})
    assert collector.getresponse().status == 403
    assert ExemptEvent.objects.count() == 2


def test_the_image_of_a_site_that_asks_counts_nobody(collector):
    collector.request("GET", "/mesure/essaic.gif", headers={"Referer": f"https://{HOST}/", "User-Agent": BROWSER})
    assert collector.getresponse().status == 200
    assert not ConsentedEvent.objects.exists()


def test_days_are_those_of_paris(tell, clock):
    for now, day in (
        (datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, 0, tzinfo=UTC), date(2026, 3, 29)),  # the clocks change that night
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, 0, tzinfo=UTC), date(2026, 3, 30)),
    ):
        clock.now = now
        assert tell(event(day=day)) == 204
        assert ExemptEvent.objects.latest("at").day == day


def test_a_visitor_is_another_one_the_next_day(tell, clock):
    tell(event())
    tell(event())
    clock.now += timedelta(days=1)
    tell(event(day=clock.now.date()))
    assert len({bytes(one) for one in ExemptEvent.objects.values_list("visitor", flat=True)}) == 2
    assert ExemptPresence.objects.filter(grain="month").count() == 1


def test_salts_die_with_their_span(tell, clock):
    tell(event())
    clock.now += timedelta(days=1)  # a Monday
    tell(event(day=clock.now.date()))
    assert actions.forget_salts(today=clock.now.date()) == 2
    assert set(Salt.objects.values_list("grain", "starts")) == {
        ("day", date(2026, 3, 16)), ("week", date(2026, 3, 16)), ("month", date(2026, 3, 1)),
    }  # fmt: skip


def test_nothing_of_the_address_is_kept(tell):
    tell(event(page="/a/"), X_Forwarded_For="203.0.113.77")
    with connection.cursor() as cursor:
        for table in ("audience_exemptevent", "audience_exemptpresence", "audience_salt"):
            cursor.execute(f"SELECT t::text FROM {table} AS t")  # noqa: S608
            assert not any("203.0" in text or "cb00" in text for (text,) in cursor.fetchall())


@pytest.mark.parametrize(("one", "other"), [("exemptevent", "consentedevent"), ("exemptpresence", "consentedpresence")])
def test_the_base_refuses_to_join_the_two_modes(db, one, other):
    with pytest.raises((ProgrammingError, DataError), match="bytea = uuid"), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM audience_{one} AS one JOIN audience_{other} AS b USING (visitor)")  # noqa: S608


def test_who_agreed_is_counted_apart(tell):
    visitor = event()["i"]
    assert tell(event(v=visitor), event("a", name="contact", v=visitor), key="essaic") == 204
    assert ConsentedEvent.objects.count() == 2
    assert not ExemptEvent.objects.exists()
    for day in ConsentedEvent.objects.values_list("site", "day").distinct():
        actions.fold(ConsentedEvent.objects.first().site, [day[1]], today=day[1])
    assert ConsentedPresence.objects.count() == 1
    assert dict(Uniques.objects.values_list("grain", "visitors")) == dict.fromkeys(
        ["day", "week", "month", "quarter", "year", "rolling_12_months"], 1
    )


def test_events_go_on_their_day_and_counts_stay(tell, clock):
    tell(event())
    site = ExemptEvent.objects.get().site
    actions.fold(site, [TODAY], today=TODAY)
    later = TODAY + timedelta(days=61)
    assert actions.forget_events(Mode.EXEMPT, today=later - timedelta(days=1)) == 0
    assert actions.forget_events(Mode.EXEMPT, today=later) == 1
    assert Day.objects.get(visits=1).day == TODAY
    with pytest.raises(Exception, match="ne se recomptent plus"):
        actions.fold(site, [TODAY], today=later)
    assert Day.objects.get().visits == 1
    assert actions.forget_presences(Mode.EXEMPT, today=later + timedelta(days=60)) == 2
