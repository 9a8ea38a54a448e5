"""Hosts: on which site a frame was shown, and what is not counted."""

import pytest
from django.test import RequestFactory

from gamma.services.simulators.embedding.hosts import named, shown_on

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def shown(site: str | None = None, method: str = "get", **headers: str) -> str | None:
    ask = getattr(RequestFactory(), method)
    data = {} if site is None else {"site": site}
    return shown_on(ask("/", data, headers={"User-Agent": BROWSER, **headers}))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("www.exemple.fr", "www.exemple.fr"),
        ("WWW.Exemple.FR.", "www.exemple.fr"),
        ("xn--caf-dma.fr", "xn--caf-dma.fr"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("exemple.fr/page?nom=Durand", ""),
        ("https://exemple.fr", ""),
        ("exemple..fr", ""),
        ("-exemple.fr", ""),
        ("exemple.fr\n", ""),
        ("<script>", ""),
        ("é.fr", ""),
        ("a" * 64, ""),
        (".".join(["a" * 60] * 5), ""),
        ("a." * 100_000, ""),
        ("", ""),
    ],
)
def test_only_the_name_of_a_host_is_one(text, name):
    assert named(text) == name


def test_the_host_is_that_of_the_page_whatever_it_says():
    assert shown(Referer="https://www.exemple.fr/une/page?nom=Durand") == "www.exemple.fr"
    assert shown("autre.fr", Referer="https://www.exemple.fr/") == "www.exemple.fr"


def test_where_the_browser_keeps_silent_the_script_tells():
    assert shown("www.exemple.fr") == "www.exemple.fr"
    assert shown() == ""


@pytest.mark.parametrize("referer", ["about:client", "android-app://", "https://[::1", "https://", "\x00"])
def test_an_address_that_is_none_leaves_the_host_unknown(referer):
    assert shown(Referer=referer) == ""


@pytest.mark.parametrize("site", ["x" * 300, "exemple.fr/page", "'; DROP TABLE"])
def test_a_hostile_name_is_counted_under_no_name(site):
    assert shown(site) == ""


def test_our_own_pages_are_not_counted():
    assert shown(Referer="http://testserver/simulateurs/integration/") is None
    assert shown("TestServer") is None


@pytest.mark.parametrize(
    "agent", ["Googlebot/2.1", "bingbot", "facebookexternalhit/1.1", "curl/8", "python-requests/2", "AhrefsBot/7.0"]
)
def test_robots_that_say_so_are_not_counted(agent):
    assert shown("exemple.fr", **{"User-Agent": agent}) is None


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        ({"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}, "exemple.fr"),
        ({"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin"}, None),
        ({"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "cross-site"}, None),
    ],
)
def test_a_page_opened_alone_or_a_frame_that_goes_on_is_not_counted(headers, counted):
    assert shown("exemple.fr", **headers) == counted


def test_asking_for_the_headers_is_not_showing():
    assert shown(method="head", Referer="https://exemple.fr/") is None
