"""A product with an indicator of each sort, a server on this machine that plays a provider, and feeds on it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.accounts.models import Person
from gamma.instruments.harvest import actions
from gamma.instruments.harvest.actions import running
from gamma.instruments.harvest.fetching.insisting import Insistence
from gamma.instruments.harvest.forms import form_of
from gamma.instruments.harvest.lists import FeedKind
from gamma.instruments.harvest.models import Feed

SEASON = """\
format: gamma-season-file/1
edition: {id: s1, label: Saison, starts: 2026-01, ends: 2026-12}
sources: [{id: article, title: Un article, kind: article}]
products:
  - id: bakery
    name: Boulangerie
    indicators:
      - id: visits
        definitions: [{name: Visites, unit: visits, kind: count, period: month, direction: up}]
        targets: [{id: t1, due: 2026-03, value: 100, set_at: kickoff, source: article}]
      - id: share
        definitions: [{name: Part, unit: percent, kind: survey_share, period: month, direction: up}]
        targets: [{id: t1, due: 2026-03, value: 70, set_at: kickoff, source: article}]
      - {id: stock, definitions: [{name: Stock, kind: stock, period: instant}]}
  - {id: other, name: Autre}
"""
NOW = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)


@dataclass
class Asked:
    """A request as a server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A server that answers what a test says, and remembers what it was asked."""

    port: int = 0
    answers: Callable[[Asked], tuple[int, dict[str, str], bytes]] | None = None
    seen: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, data: Any, status: int = 200, **headers: str) -> None:
        """Answer the same to everything."""
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        told = {
            "content-type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        self.answers = lambda _asked: (status, told, body)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            asked = Asked(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            server.seen.append(asked)
            status, headers, sent = server.answers(asked)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "content-length" not in headers:
                self.send_header("content-length", str(len(sent)))
            self.end_headers()
            try:
                self.wfile.write(sent)
            except OSError:
                self.close_connection = True
            if headers.get("content-length", str(len(sent))) != str(len(sent)):
                self.close_connection = True  # less than was promised: the line is cut

        do_GET = do_POST = _answer  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_words: Any) -> None:
            """Tests are silent."""

    class Threads(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_words: Any) -> None:
            """A caller that hangs up is what some tests are about."""

    http = Threads(("127.0.0.1", 0), Handler)
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@pytest.fixture
def server(settings) -> Iterator[Server]:
    settings.HARVEST_INTERNAL = ["127.0.0.1"]
    with serving() as found:
        yield found


@pytest.fixture
def other(server) -> Iterator[Server]:
    """Another host: the same machine by another port."""
    with serving() as found:
        yield found


@pytest.fixture(autouse=True)
def hurried(monkeypatch) -> None:
    """Tries again as many times, without the wait."""
    monkeypatch.setattr(running, "AGAIN", Insistence(wait=0.01))


@pytest.fixture
def enrolment(db) -> Enrolment:
    load(read_text(SEASON, "season.yaml", NOW.date()), by="test")
    return Enrolment.objects.get(product__slug="bakery")


@pytest.fixture
def ada(enrolment) -> Person:
    person = Person.objects.create_user("ada@example.org")
    Membership.objects.create(person=person, role="data_owner", edition=enrolment.edition, enrolment=enrolment)
    return person


@pytest.fixture
def feed_of(enrolment, ada) -> Callable[..., Feed]:
    """Make a feed as its form does."""

    def make(kind: str, secret: str = "", *, of: str = "visits", enabled: bool = True, **parameters: Any) -> Feed:
        told = {"title": f"Flux {kind}", "indicator": of, "delay": 1, "patience": 3, "owner": str(ada.pk)}
        data = told | {f"parameters__{name}": value for name, value in parameters.items()} | {"secret": secret}
        first = {"first": "2026-03"} if of != "stock" else {}
        form = form_of(FeedKind(kind))(data | first, choices=_choices(enrolment, ada))
        assert form.is_valid(), form.errors
        feed = actions.make_feed(form.described, kind=FeedKind(kind), secret=form.secret, enrolment=enrolment, by=ada)
        if enabled:
            Feed.objects.filter(pk=feed.pk).update(tried="x", enabled=True)
            feed.refresh_from_db()
        return feed

    return make


def _choices(enrolment: Enrolment, person: Person) -> dict[str, Any]:
    indicators = Indicator.objects.filter(enrolment=enrolment)
    return {"indicator": [(row.slug, row.slug) for row in indicators], "owner": [(str(person.pk), "Ada")]}


@pytest.fixture
def taken() -> Callable[[Feed], dict[str, Any]]:
    """The values in force from a feed, by period."""

    def read(feed: Feed) -> dict[str, Any]:
        rows = Reading.objects.filter(source=feed.source).order_by("revision")
        return {row.period: row.value for row in rows}

    return read
