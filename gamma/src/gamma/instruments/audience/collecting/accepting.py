"""Accepting: what a page tells, checked field by field and reduced to what is counted. Nothing here waits or writes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from crawleruseragents import is_crawler

from gamma.instruments.audience.collecting.sites import Site
from gamma.instruments.audience.lists import ID_DAYS, STALE_DAYS, Mode, What

EPOCH = date(1970, 1, 1)
HEAVIEST = 8_192  # bytes of a body
MOST = 20  # events in a body
HEARD, LONGEST = 2_000, 200  # characters of a page that are looked at, then kept
HOST = re.compile(r"(?=.{1,255}\Z)[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
PATH = re.compile(r"/[!-~]*")
NUMBER = re.compile(r"[0-9a-f]{32}")
# A segment that may name a person or open a file: an address, a long number, a key.
PERSONAL = re.compile(r"[^/]*(?:@|%40|\d{5,}|(?=[^/]*\d)(?:[0-9a-fA-F-]{16,}|[\w-]{24,}))[^/]*")
MASK = "…"


class Refused(Exception):
    """What is told is not kept; the status and a sentence say why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Told:
    """One event, as it will be kept, less the visitor of an exempt site, which comes of the request."""

    id: UUID
    served: date
    what: What
    page: str
    name: str
    source: str
    visitor: UUID | None


@lru_cache(maxsize=20_000)
def robot(agent: str) -> bool:
    """Whether a program says that it is one; no browser is silent about itself."""
    return not agent or is_crawler(agent)


def from_pages(site: Site, origin: str) -> None:
    """Refuse what was not sent by a page of the site; `origin` is an address. Raises Refused."""
    if urlsplit(origin).netloc.lower() not in site.hosts:
        raise Refused(HTTPStatus.FORBIDDEN, f"this site is not measured from {origin[:100] or 'an unknown origin'}")


def read(body: bytes, site: Site, today: date) -> list[Told]:
    """The events of a body: one JSON object, or a list of them. Raises Refused: all are kept, or none."""
    if len(body) > HEAVIEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body of more than {HEAVIEST} bytes")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise _bad("not JSON") from None
    several = found if isinstance(found, list) else [found]
    if not 0 < len(several) <= MOST:
        raise _bad(f"from 1 to {MOST} events")
    return [_event(one, site, today) for one in several]


def served(number: str, today: date) -> date:
    """The day on which the script that drew a number was served. Raises Refused, GONE when the script is too old."""
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        raise _bad("i: 32 hexadecimal digits")
    day = EPOCH + timedelta(days=int(number[:4], 16))
    if day > today:
        raise _bad("i: begins with a day to come")
    if day < today - timedelta(days=STALE_DAYS):
        raise Refused(HTTPStatus.GONE, "this script is too old: load it again")
    return day


def _event(found: object, site: Site, today: date) -> Told:
    if not isinstance(found, dict):
        raise _bad("an event is an object")
    number, what = found.get("i", ""), _what(found)
    day = served(number, today)
    name = _name(what, found.get("n", ""), site)
    visitor = _consented(found.get("v", ""), today) if site.mode is Mode.CONSENTED else None
    return Told(UUID(number), day, what, page(found.get("p")), name, _host(found.get("r", ""), "r"), visitor)


def _what(found: Mapping[str, Any]) -> What:
    try:
        return What(found.get("w", What.VIEW))
    except ValueError:
        raise _bad("w: v, a, o or e") from None


def page(path: object) -> str:
    """A path without what may name a person. Raises Refused."""
    if not isinstance(path, str) or not PATH.fullmatch(path):
        raise _bad("p: a path, as in /page/")
    return _plain(re.split(r"[?#;]", path, maxsplit=1)[0][:HEARD])


@lru_cache(maxsize=5_000)
def _plain(path: str) -> str:
    """The path with what may name a person masked; the pages of a site are few, and looking is slow."""
    return PERSONAL.sub(MASK, path)[:LONGEST]


def _name(what: What, name: object, site: Site) -> str:
    if what is What.VIEW:
        return ""
    if what is What.ACTION:
        return action(name, site)
    return _host(name, "n") or _required()


def action(name: object, site: Site) -> str:
    """A gesture that the site counts. Raises Refused."""
    if not isinstance(name, str) or name not in site.actions:
        raise _bad("n: a gesture that this site declares")
    return name


def _host(name: object, field: str) -> str:
    if name == "":
        return ""
    if not isinstance(name, str) or not HOST.fullmatch(name.lower()):
        raise _bad(f"{field}: the name of a host, without path")
    return name.lower()


def _required() -> str:
    raise _bad("n: the name of a host")


def _consented(number: object, today: date) -> UUID:
    """The number of someone who agreed; it begins with the day on which it was drawn, and lives 13 months."""
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        raise _bad("v: 32 hexadecimal digits")
    born = EPOCH + timedelta(days=int(number[:4], 16))
    if not today - timedelta(days=ID_DAYS) <= born <= today:
        raise Refused(HTTPStatus.GONE, "this number is too old: draw another")
    return UUID(number)


def _bad(why: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, why)
