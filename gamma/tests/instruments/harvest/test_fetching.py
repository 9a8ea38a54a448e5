"""Fetching: what never leaves, where we never go, what is too much, what is tried again."""

import asyncio
import gzip
import time
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.instruments.harvest.fetching.asking import Asker, Limits, _after
from gamma.instruments.harvest.fetching.guarding import Guard, Refused, place_of, public
from gamma.instruments.harvest.fetching.insisting import Insistence, Insister, Later
from gamma.instruments.harvest.fetching.shapes import Passing, Request, Unreached

LIMITS = Limits(connect=1, read=1, total=2, size=50_000)
KEY = ("authorization", "Bearer a-secret-of-the-host")


def asked(request, *, allowed=(), internal=("127.0.0.1",), resolve=None, limits=LIMITS):
    """The answer of a request, or what it raised."""

    async def ask():
        more = {"resolve": resolve} if resolve else {}
        asker = Asker(Guard(frozenset(internal)), limits, **more)
        try:
            return await asker.ask(request, frozenset(allowed))
        finally:
            await asker.close()

    return asyncio.run(ask())


def resolving(*answers):
    """A resolver that gives each of these in turn, as a name that changes its mind does."""
    left = list(answers)

    async def resolve(_host, _port):
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "198.18.0.1",
    "168.63.129.16",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_a_closed_network_is_refused(address):
    assert not public(address)
    with pytest.raises(Refused, match="réseau fermé"):
        asked(Request("https://stats.example.org/"), allowed=["stats.example.org"], resolve=resolving([address]))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_not(address):
    assert public(address)


def test_one_closed_address_among_others_is_enough():
    resolve = resolving(["93.184.216.34", "10.0.0.1"])
    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        asked(Request("https://stats.example.org/"), allowed=["stats.example.org"], resolve=resolve)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]", "[::ffff:7f00:1]"]
)
def test_another_way_to_write_this_machine_is_no_allowed_host_and_leads_nowhere(host, server):
    server.says({})
    url = f"http://{host}:{server.port}/"
    with pytest.raises(Refused, match="autorisé"):
        asked(Request(url))
    listed = {host, f"{host}:{server.port}", f"{host.strip('[]')}:{server.port}"}
    with pytest.raises(Unreached):
        asked(Request(url), allowed=listed)
    assert server.seen == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://stats.example.org/1",
        "ftp://stats.example.org/",
        "https://user:secret@stats.example.org/",
        "https://stats.example.org@evil.example/",
        "https://evil.example\\@stats.example.org/",
        "https://stats.example.org\t.evil.example/",
        "https://stats.example.org:99999/",
        "https://",
        "stats.example.org",
        "https://évil.example/",
        "https://stats.example.org evil/",
        "https://evil.example#@stats.example.org/",
        "https://evil.example?.stats.example.org/",
        "https://stats.example.org%00.evil.example/",
    ],
)
def test_an_address_that_is_not_one_or_leads_elsewhere_is_refused(url):
    with pytest.raises(Refused):
        asked(Request(url), allowed=["stats.example.org"], resolve=resolving(["127.0.0.1"]))


def test_an_internal_host_is_one_that_the_settings_name(server):
    server.says({"a": 1})
    assert asked(Request(server.url)).status == 200
    with pytest.raises(Refused, match="réseau fermé"):
        asked(Request(server.url), allowed=[f"127.0.0.1:{server.port}"], internal=())


def test_a_name_that_changes_its_mind_is_not_followed(server):
    """The address that is checked is the one that is connected to: there is no second question to answer otherwise."""
    server.says({})
    resolve = resolving(["93.184.216.34"], ["127.0.0.1"])
    url = f"http://rebound.example:{server.port}/"
    with pytest.raises(Passing):
        asked(Request(url), allowed=[f"rebound.example:{server.port}"], resolve=resolve)
    assert server.seen == []
    with pytest.raises(Refused):
        asked(Request(url), allowed=[f"rebound.example:{server.port}"], resolve=resolve)
    assert server.seen == []


def test_the_name_is_kept_where_the_address_is_connected_to(server):
    server.says({})
    resolve = resolving(["127.0.0.1"])
    asked(Request(f"http://stats.example:{server.port}/a"), internal=["stats.example"], resolve=resolve)
    assert server.seen[0].headers["host"] == f"stats.example:{server.port}"


@given(st.text(max_size=80))
def test_whatever_is_written_the_host_that_is_checked_is_the_one_that_is_asked(text):
    url = f"https://{text}"
    try:
        place = place_of(url)
    except Refused:
        return
    assert "@" not in url.split("/")[2]
    assert place.host
    assert not set(place.host) & set("/\\@#?% ")


def redirecting(server, to, status=302):
    server.answers = lambda asked: (
        (status, {"location": to}, b"") if asked.path == "/" else (200, {"content-type": "text/plain"}, b"end")
    )


def test_a_redirect_is_followed_on_the_same_host_with_its_secret(server):
    redirecting(server, "/there")
    assert asked(Request(server.url + "/", headers=(KEY,))).body == b"end"
    assert server.seen[1].headers["authorization"] == KEY[1]


def test_a_redirect_to_another_host_loses_the_secret(server, other):
    redirecting(server, f"{other.url}/there")
    other.says({})
    asked(Request(server.url + "/", headers=(KEY, ("x-umami-api-key", "k"), ("accept", "application/json"))))
    assert not {"authorization", "x-umami-api-key"} & set(other.seen[0].headers)
    assert other.seen[0].headers["accept"] == "application/json"


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest/", "http://localhost/", "file:///etc/passwd", "//evil.example/"]
)
def test_a_redirect_elsewhere_is_refused(server, to):
    redirecting(server, to)
    with pytest.raises(Refused):
        asked(Request(server.url + "/"), allowed=["stats.example.org"])
    assert len(server.seen) == 1


def test_a_redirect_to_a_listed_name_of_a_closed_network_is_refused(server):
    redirecting(server, "http://metadata.example/latest/")
    with pytest.raises(Refused, match="réseau fermé"):
        asked(
            Request(server.url + "/"),
            allowed=["metadata.example"],
            resolve=resolving(["127.0.0.1"], ["169.254.169.254"]),
        )


def test_what_is_posted_is_never_sent_elsewhere(server, other):
    redirecting(server, f"{other.url}/there", 307)
    other.says({})
    with pytest.raises(Refused, match="adresse finale"):
        asked(Request(server.url + "/", method="POST", body=b"token_auth=secret"))
    assert other.seen == []


def test_redirects_end(server):
    server.answers = lambda asked: (302, {"location": f"{asked.path}a"}, b"")
    with pytest.raises(Unreached, match="d'adresse en adresse"):
        asked(Request(server.url + "/"))
    assert len(server.seen) == 4


def test_a_lesser_lock_is_refused():
    async def down():
        asker = Asker(Guard())
        asker._moved(
            Request("https://a.example/"),
            place_of("https://a.example/"),
            {"location": "http://a.example/"},
            frozenset(["a.example"]),
        )

    with pytest.raises(Refused, match="https vers http"):
        asyncio.run(down())


def test_an_answer_that_is_too_large_is_cut(server):
    server.says(b"a" * 50_001)
    with pytest.raises(Unreached, match="dépasse"):
        asked(Request(server.url))
    server.says(b"a" * 50_000)
    assert len(asked(Request(server.url)).body) == 50_000


def test_a_bomb_is_cut_before_it_grows(server):
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    assert len(bomb) < 200_000
    server.says(bomb, content_encoding="gzip")
    begun = time.monotonic()
    with pytest.raises(Unreached, match="dépasse"):
        asked(Request(server.url), limits=replace(LIMITS, size=250_000))
    assert time.monotonic() - begun < 1


def test_what_is_compressed_is_read(server):
    server.says(gzip.compress(b'{"a": 1}'), content_encoding="gzip")
    assert asked(Request(server.url)).body == b'{"a": 1}'
    server.says(b"not gzip", content_encoding="gzip")
    with pytest.raises(Unreached, match="mal compressée"):
        asked(Request(server.url))
    server.says(zlib.compress(b"{}"), content_encoding="deflate")
    with pytest.raises(Unreached, match="pas été demandée"):
        asked(Request(server.url))
    server.says(gzip.compress(b'{"a": 1}' * 99)[:-9], content_encoding="gzip")
    with pytest.raises(Unreached, match="tronquée"):
        asked(Request(server.url))


def test_an_answer_that_is_cut_may_pass(server):
    server.says(b'{"a":', content_length="90")
    with pytest.raises(Passing, match="avant sa fin"):
        asked(Request(server.url))


def test_a_slow_answer_is_left(server):
    def slow(_asked):
        time.sleep(1.6)
        return 200, {}, b"{}"

    server.answers = slow
    with pytest.raises(Passing, match="à temps"):
        asked(Request(server.url))


def test_a_closed_port_and_an_unknown_name_may_pass(unused_tcp_port):
    with pytest.raises(Passing, match="joindre"):
        asked(Request(f"http://127.0.0.1:{unused_tcp_port}/"))

    async def nowhere(_host, _port):
        raise OSError

    with pytest.raises(Passing, match="introuvable"):
        asked(Request("http://nowhere.example/"), allowed=["nowhere.example"], resolve=nowhere)


@pytest.fixture
def unused_tcp_port():
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def insisted(url, *, turn=0.0, attempts=3):
    async def ask():
        async def turns(_host):
            return turn

        asker = Asker(Guard(frozenset(["127.0.0.1"])), LIMITS)
        try:
            insister = Insister(asker, turns, Insistence(attempts=attempts, wait=0.01))
            return await insister.ask(Request(url), frozenset())
        finally:
            await asker.close()

    return asyncio.run(ask())


def failing(server, times, status, **headers):
    def answers(_asked):
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return (status, told, b"{}") if len(server.seen) <= times else (200, {}, b'{"a": 1}')

    server.answers = answers


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(server, status):
    failing(server, 2, status)
    assert insisted(server.url).body == b'{"a": 1}'
    assert len(server.seen) == 3


def test_what_does_not_pass_is_told(server):
    failing(server, 9, 503)
    with pytest.raises(Passing, match="503"):
        insisted(server.url)
    assert len(server.seen) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_will_not_pass_is_not_tried_again(server, status):
    failing(server, 9, status)
    with pytest.raises(Unreached, match=str(status)):
        insisted(server.url)
    assert len(server.seen) == 1


def test_a_host_that_asks_to_wait_is_waited_for(server):
    failing(server, 1, 429, retry_after="1")
    begun = time.monotonic()
    insisted(server.url)
    assert time.monotonic() - begun >= 1


def test_a_time_of_the_clock_of_the_host_is_understood():
    told = {"retry-after": "Fri, 10 Apr 2026 09:02:00 GMT", "date": "Fri, 10 Apr 2026 09:00:00 GMT"}
    assert _after(told) == 120
    assert _after({"retry-after": "soon"}) is None
    assert _after({**told, "date": "today"}) is None


def test_a_host_that_asks_for_long_is_left_to_the_next_round(server):
    failing(server, 1, 429, retry_after="3600")
    with pytest.raises(Passing, match="429"):
        insisted(server.url)
    assert len(server.seen) == 1


def test_a_host_without_a_turn_left_is_not_asked(server):
    server.says({})
    with pytest.raises(Later):
        insisted(server.url, turn=None)
    assert server.seen == []
