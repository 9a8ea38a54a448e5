"""Audience: events told to a collector on a base that makes them durable, a day of a million folded, the page of ten.

Processor time is that of the collector and of PostgreSQL, by process: who tells the events shares the processors.
"""

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psutil
import psycopg
from django.db import connection
from django.test import Client
from followed import THREADS, followed
from measuring import Figure, Level, once, page
from pouring import pour, requests, visits
from serving import Served, child

from gamma.cockpit.programme.models import Edition, Enrolment, Membership, Product
from gamma.ground.accounts.actions import person_at
from gamma.instruments.audience import actions
from gamma.instruments.audience.collecting.counting import ZONE
from gamma.instruments.audience.collecting.script import dated
from gamma.instruments.audience.models import Day, Site
from gamma.running.base.place import base_place
from gamma.running.base.server import Server

HOST, KEY = "service.exemple.fr", "essai"
CONNECTIONS, SECONDS, ROUNDS = 48, 8.0, 3
A_DAY, DAYS = 1_000_000, 10
OPENED = f"""INSERT INTO programme_product (slug, name, site, statistics) VALUES ('essai', 'Essai', '', '');
    INSERT INTO audience_site (product_id, mode, key, hosts, actions, open) SELECT id, 'exempt', '{KEY}',
    ARRAY['{HOST}'], '{{"contact": "Contact"}}', true FROM programme_product"""  # noqa: S608 - words of ours
COUNTED, FOLLOWED = "SELECT count(*) FROM audience_exemptevent", "SELECT count(*) FROM request_request"
SIZE = """SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits
    WHERE inhparent = 'audience_exemptevent'::regclass"""
# A day of events as a busy service has them: two hundred thousand visitors, most of them once, forty pages.
FILLED = """INSERT INTO audience_exemptevent (served, id, site_id, day, at, what, page, name, source, visitor)
    SELECT %(day)s, gen_random_uuid(), %(site)s, %(day)s, %(day)s::timestamptz + random() * interval '86399 seconds',
        CASE WHEN n %% 10 = 0 THEN 'a' ELSE 'v' END, '/page-' || (random() * random() * 40)::int || '/',
        CASE WHEN n %% 10 = 0 THEN 'contact' ELSE '' END, (ARRAY['', '', 'www.moteur.fr', 'annuaire.fr'])[1 + n %% 4],
        int8send((random() * random() * 200000)::bigint)
    FROM generate_series(1, %(events)s) AS n"""

PARTITION = "CREATE TABLE audience_exemptevent_{day} PARTITION OF audience_exemptevent FOR VALUES FROM (%s) TO (%s)"


def measure(events: int = A_DAY) -> tuple[list[Figure], list[Level]]:
    """Every figure of the audience."""
    return _counted(events), _collected()


def _collected() -> list[Level]:
    with _durable() as server, _collector(server) as served:
        rounds = [_round(served, server, COUNTED, _told(served)) for _ in range(ROUNDS)]
        cores = sorted(core for _rate, core in rounds)
        best = statistics.median(rate for rate, _core in rounds)
        half = asyncio.run(pour(served.address, _told(served), SECONDS, best / 2))
        waits = statistics.quantiles(half.waits, n=100)
        size, kept = _one(server, SIZE), _one(server, COUNTED)
    peer = _followed()
    return [
        Level("audience, événements par seconde et par cœur", cores[1], "/s", 2_000, more=True),
        Level("  le plus lent des trois tours", cores[0], "/s"),
        Level("  par seconde, sur deux cœurs dont un raconte", best, "/s"),
        Level("  django-request, par seconde et par cœur", peer, "/s"),
        Level("  rapport", cores[1] / peer, "×"),
        Level("  attente à la moitié de cela, p50", 1000 * waits[49], "ms"),
        Level("  attente à la moitié de cela, p99", 1000 * waits[98], "ms", 100),
        Level("  octets par événement, index compris", size / kept, "o"),
    ]


def _followed() -> float:
    """What the peer records, by second of processor, on a base as durable."""
    with _durable() as server, followed(server) as served:
        streams = [[visits(served.host, random.getrandbits(32)) for _ in range(THREADS)] for _ in range(ROUNDS)]
        return statistics.median(_round(served, server, FOLLOWED, some)[1] for some in streams)


def _round(served: Served, server: Server, counted: str, streams: list[Iterator[bytes]]) -> tuple[float, float]:
    """Events a second, and events a second of processor; what was answered is there."""
    before, kept = _processor(served, server), _one(server, counted)
    began = time.perf_counter()
    poured = asyncio.run(pour(served.address, streams, SECONDS))
    seconds = time.perf_counter() - began
    told = _one(server, counted) - kept
    if poured.refused or told != poured.answered:
        raise RuntimeError(f"{poured.answered} answered, {poured.refused} refused, {told} kept")
    return poured.answered / seconds, poured.answered / (_processor(served, server) - before)


def _told(served: Served) -> list[Iterator[bytes]]:
    day = dated(datetime.now(UTC).astimezone(ZONE).date())
    seeds = [random.getrandbits(32) for _ in range(CONNECTIONS)]
    return [requests(served.host, KEY, f"https://{HOST}", day, seed) for seed in seeds]


def _processor(served: Served, server: Server) -> float:
    postmaster = psutil.Process(int((server.place.data / "postmaster.pid").read_text().split()[0]))
    ended = sum(postmaster.cpu_times()[2:4])  # its children that are no more
    living = [served.process, *served.workers, postmaster, *postmaster.children()]
    return ended + sum(map(_seconds, living))


def _seconds(process: psutil.Process) -> float:
    try:
        return sum(process.cpu_times()[:2])
    except psutil.NoSuchProcess:  # a worker of PostgreSQL that has just ended
        return 0.0


def _one(server: Server, query: str) -> int:
    with psycopg.connect(server.url) as opened:
        return int((opened.execute(query).fetchone() or (0,))[0] or 0)


@contextmanager
def _durable() -> Iterator[Server]:
    """A base that waits for the disk, as that of the site does; the one of the bench does not."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(base_place(Path(folder)))
        server.start(tied_to_us=True)
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def _collector(server: Server) -> Iterator[Served]:
    migrate = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env={**os.environ, "DATABASE_URL": server.url}, check=True)
    with psycopg.connect(server.url, autocommit=True) as opened:
        opened.execute(OPENED)
    with child("collector", (("DATABASE_URL", server.url), ("COLLECTOR_PROXIES", "1"))) as served:
        port = int(served.host.rpartition(":")[2])
        there = Served(served.process, f"127.0.0.1:{port + 1}")  # the port after that of the site
        there.wait("/mesure/sante")
        yield there


def _counted(events: int) -> list[Figure]:
    """A day folded, then the page of a product with ten such days."""
    today = date(2026, 3, 20)
    edition = Edition.objects.create(slug="audience", label={"fr": "Audience"}, starts="2026-01", ends="2026-06")
    product = Product.objects.create(slug="audience", name="Audience")
    enrolment = Enrolment.objects.create(edition=edition, product=product, rank=0)
    site = Site.objects.create(product=product, mode="exempt", key=KEY, hosts=[HOST], actions={"contact": "Contact"})
    folds = [_day(site, today - timedelta(days=ago), events) for ago in range(DAYS)]
    lead = person_at("audience@exemple.fr", name="Léa Martin")
    Membership.objects.create(person=lead, edition=edition, enrolment=enrolment, role="product_lead")
    client = Client()
    client.force_login(lead)
    name = f"audience, page, {events * DAYS // 1_000_000} M"
    shown = page(name, "/audience/audience/audience/exempt/?periode=2026-03", 100, client)
    took = sorted(one.first for one in folds)
    told = Figure("audience, jour plié", folds[0].first, statistics.median(took), max(took), aim=30_000)
    return [told, shown]


def _day(site: Site, day: date, events: int) -> Figure:
    """A day filled, then folded."""
    with connection.cursor() as cursor:
        bounds = [day, day + timedelta(days=1)]
        cursor.execute(PARTITION.format(day=f"{day:%Y%m%d}"), bounds)
        cursor.execute(FILLED, {"day": day, "site": site.pk, "events": events})
    figure = once("folded", lambda: actions.fold(site, [day], today=day))
    if not Day.objects.filter(site=site, day=day, visits__gt=0).exists():
        raise RuntimeError(f"{day} was not counted")
    return figure
