"""Accepting: what a page tells is checked field by field; what need not be known of a person is not kept."""

import gzip
import json
import string
from datetime import date, timedelta
from http import HTTPStatus
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gamma.instruments.audience.collecting.accepting import EPOCH, HEAVIEST, Refused, from_pages, page, read, robot
from gamma.instruments.audience.collecting.script import dated, script
from gamma.instruments.audience.collecting.sites import Site
from gamma.instruments.audience.collecting.visitors import cut, starts, told_apart
from gamma.instruments.audience.lists import STALE_DAYS, Grain, Mode, What

from .conftest import BROWSER

TODAY = date(2026, 3, 15)
EXEMPT = Site(1, "cle", Mode.EXEMPT, frozenset({"service.fr"}), frozenset({"contact"}))
CONSENTED = Site(2, "cle", Mode.CONSENTED, frozenset({"service.fr"}), frozenset({"contact"}))


def number(day: date = TODAY, rest: int = 7) -> str:
    return f"{(day - EPOCH).days:04x}{rest:028x}"


def told(site: Site = EXEMPT, **words):
    body = json.dumps({"i": number(), "w": "v", "p": "/", "n": "", "r": "", **words}).encode()
    return read(body, site, TODAY)[0]


def test_a_view_is_read():
    found = told(p="/aides/", r="www.moteur.fr")
    assert (found.what, found.page, found.source, found.served, found.visitor) == (
        What.VIEW, "/aides/", "www.moteur.fr", TODAY, None,
    )  # fmt: skip
    assert found.id.hex == number()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"i": "7"}, "i: 32"),
        ({"i": 7}, "i: 32"),
        ({"i": number(TODAY + timedelta(days=1))}, "to come"),
        ({"w": "x"}, "w: v"),
        ({"w": []}, "w: v"),
        ({"p": "aides"}, "p: a path"),
        ({"p": None}, "p: a path"),
        ({"p": "/a\x00b"}, "p: a path"),
        ({"p": "/é"}, "p: a path"),
        ({"r": "https://www.moteur.fr/?q=secret"}, "r: the name"),
        ({"r": 3}, "r: the name"),
        ({"r": "a" * 256}, "r: the name"),
        ({"w": "a", "n": "inconnu"}, "declares"),
        ({"w": "a", "n": None}, "declares"),
        ({"w": "o", "n": ""}, "name of a host"),
        ({"w": "e", "n": "a b"}, "name of a host"),
    ],
)
def test_what_is_ill_told_is_refused_with_a_sentence(words, why):
    with pytest.raises(Refused, match=why) as refused:
        told(**words)
    assert refused.value.status is HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"null", b"[1]", b"\xff", b"[" * 4_000, b"[{}]", b"NaN"])
def test_what_is_no_event_is_refused(body):
    with pytest.raises(Refused) as refused:
        read(body, EXEMPT, TODAY)
    assert refused.value.status is HTTPStatus.BAD_REQUEST


def test_a_body_is_kept_whole_or_not_at_all():
    good, bad = ({"i": number(rest=rank), "p": path} for rank, path in enumerate(["/", "nowhere"]))
    with pytest.raises(Refused):
        read(json.dumps([good, bad]).encode(), EXEMPT, TODAY)
    assert len(read(json.dumps([good, good]).encode(), EXEMPT, TODAY)) == 2


def test_too_much_is_refused():
    with pytest.raises(Refused, match="bytes") as refused:
        read(b" " * (HEAVIEST + 1), EXEMPT, TODAY)
    assert refused.value.status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    with pytest.raises(Refused, match="1 to 20"):
        read(json.dumps([{"i": number(rest=rank), "p": "/"} for rank in range(21)]).encode(), EXEMPT, TODAY)


def test_a_script_speaks_for_a_week():
    assert told(i=number(TODAY - timedelta(days=STALE_DAYS)))
    with pytest.raises(Refused) as refused:
        told(i=number(TODAY - timedelta(days=STALE_DAYS + 1)))
    assert refused.value.status is HTTPStatus.GONE


def test_who_agreed_has_a_number_that_lives_13_months():
    assert told(CONSENTED, v=number(TODAY - timedelta(days=395))).visitor
    for words in ({}, {"v": ""}, {"v": "a person"}):
        with pytest.raises(Refused, match="v: 32"):
            told(CONSENTED, **words)
    with pytest.raises(Refused) as refused:
        told(CONSENTED, v=number(TODAY - timedelta(days=396)))
    assert refused.value.status is HTTPStatus.GONE


def test_an_exempt_site_keeps_no_number_even_when_it_is_told_one():
    assert told(v=number()).visitor is None


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/aides/?token=secret&utm_source=lettre", "/aides/"),
        ("/aides/#ancre", "/aides/"),
        ("/aides/;jsessionid=1", "/aides/"),
        ("/dossier/123456/pieces/", "/dossier/…/pieces/"),
        ("/dossier/12/", "/dossier/12/"),
        ("/compte/jean.dupont@exemple.fr", "/compte/…"),
        ("/compte/jean.dupont%40exemple.fr/", "/compte/…/"),
        ("/partage/0f8fad5b-d9cb-469f-a165-70867728950e/", "/partage/…/"),
        ("/partage/aZ3kT9_wQpLm4vXc8RtY2uBn/", "/partage/…/"),
        (
            "/simulateurs/auto-entrepreneur-dirigeant-de-societe/",
            "/simulateurs/auto-entrepreneur-dirigeant-de-societe/",
        ),
        ("/" + "z" * 400, "/" + "z" * 199),
    ],
)
def test_a_page_says_nothing_of_a_person(path, kept):
    assert page(path) == kept


@given(some.text(string.printable, max_size=300))
def test_no_path_brings_more_than_a_path(path):
    try:
        kept = page(path)
    except Refused:
        return
    assert len(kept) <= 200
    assert kept.startswith("/")
    assert not set(kept) & set("?#;@")


@pytest.mark.parametrize("origin", ["https://service.fr", "https://SERVICE.fr", "https://service.fr/page"])
def test_pages_of_the_site_are_heard(origin):
    from_pages(EXEMPT, origin)


@pytest.mark.parametrize(
    "origin", ["", "null", "https://faux.fr", "https://service.fr.faux.fr", "https://service.fr:8443", "service.fr"]
)
def test_others_are_not(origin):
    with pytest.raises(Refused) as refused:
        from_pages(EXEMPT, origin)
    assert refused.value.status is HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("agent", "is_one"),
    [
        (BROWSER, False),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148",
            False,
        ),
        ("", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        (BROWSER.replace("Chrome", "HeadlessChrome"), True),
        ("curl/8.5.0", True),
        ("python-requests/2.32", True),
    ],
)
def test_programs_are_known_by_what_they_say(agent, is_one):
    assert robot(agent) is is_one


@given(some.ip_addresses())
def test_an_address_loses_its_end(address):
    kept = cut(str(address))
    assert len(kept) == (2 if address.version == 4 or address.ipv4_mapped else 6)
    assert kept == cut(str(ip_address(int(address) ^ 1) if address.version == 4 else address))


def test_an_address_written_in_two_ways_is_one():
    assert cut("::ffff:10.1.2.3") == cut("10.1.9.9")
    assert cut("nobody") == cut("") == b""


def test_a_print_tells_nothing_without_its_salt():
    one, other = told_apart(b"a" * 32, "10.1.2.3", BROWSER), told_apart(b"b" * 32, "10.1.2.3", BROWSER)
    assert one != other
    assert one == told_apart(b"a" * 32, "10.1.200.7", BROWSER)
    assert one != told_apart(b"a" * 32, "10.2.2.3", BROWSER)


@given(some.dates(date(2019, 1, 1), date(2060, 1, 1)))
def test_the_spans_of_a_print_are_those_of_the_calendar(day):
    assert starts(Grain.DAY, day) == day
    assert starts(Grain.WEEK, day) == date.fromisocalendar(*day.isocalendar()[:2], 1)
    assert starts(Grain.MONTH, day) == day.replace(day=1)


@pytest.mark.parametrize("site", [EXEMPT, CONSENTED])
def test_the_script_is_light_and_dated(site):
    body = script(site, "https://mesure.exemple.fr/mesure/cle", TODAY)
    assert len(body) <= 1_500
    text = gzip.decompress(body).decode()
    assert f'"{dated(TODAY)}"' in text
    assert "{" + "site}" not in text
    assert "https://mesure.exemple.fr/mesure/cle" in text
