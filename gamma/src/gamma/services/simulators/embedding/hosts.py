"""Hosts: on which site a frame is shown, and whether that counts. Of an address, only the name of the host is read."""

import re
from urllib.parse import SplitResult, urlsplit

from django.http import HttpRequest

LONGEST = 253
HOST = re.compile(r"(?:[a-z0-9_][a-z0-9_-]{0,62}\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
ROBOTS = re.compile(r"bot\b|crawl|spider|slurp|preview|externalhit|lighthouse|curl|wget|python", re.IGNORECASE)


def shown_on(request: HttpRequest) -> str | None:
    """The host on whose page a frame is shown, empty when it is not known; None when the showing does not count.

    Not counted: our own pages, a frame that goes on within itself, a page opened alone, and robots that say so.
    """
    told = named(split(request.headers.get("Referer", "")).hostname or "")
    host = told or named(request.GET.get("site", ""))
    ours = host == split(f"//{request.get_host()}").hostname
    return host if _is_a_showing(request) and not ours else None


def named(text: str) -> str:
    """The name of a host, in small letters; empty when it is none: too long, a path, an address…"""
    name = text.lower().removesuffix(".")
    return name if len(name) <= LONGEST and HOST.fullmatch(name) else ""


def split(address: str) -> SplitResult:
    """The parts of an address; none where it is malformed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return urlsplit("")
    return parts


def _is_a_showing(request: HttpRequest) -> bool:
    """Whether a person is shown the frame; what the browser says of where a page goes is believed where it says it."""
    framed = request.headers.get("Sec-Fetch-Dest", "iframe") in ("iframe", "frame")
    within = request.headers.get("Sec-Fetch-Site") == "same-origin"
    robot = ROBOTS.search(request.headers.get("User-Agent", ""))
    return request.method == "GET" and framed and not within and not robot
