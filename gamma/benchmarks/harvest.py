"""Harvest: a round of many feeds over many hosts, each as slow as hosts are, with the limits that each host is due.

The hosts (`hosts.py`) are a child of this process; what is measured is the round as its job does it.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hosts import HOSTS, SLOW, host
from measuring import Figure, Level

FEEDS = 700
NOW = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)
SEASON = """\
format: gamma-season-file/1
edition: {{id: bench-harvest, label: Banc, starts: 2026-01, ends: 2026-12}}
sources: [{{id: article, title: Un article, kind: article}}]
products: [{products}]
"""
PRODUCT = "{{id: {slug}, name: {slug}, indicators: [{indicators}]}}"
INDICATOR = "{{id: {slug}, definitions: [{{name: Visites, kind: count, period: month}}]}}"


def measure() -> tuple[list[Figure], list[Level]]:
    """A round of all the feeds, then one in which nothing is due."""
    import psutil
    from django.conf import settings

    from gamma.instruments.harvest import actions, queries
    from gamma.instruments.harvest.models import Run

    hosts = subprocess.Popen([sys.executable, Path(__file__).with_name("hosts.py")], stdout=subprocess.PIPE, text=True)
    try:
        ports = json.loads(hosts.stdout.readline())
        settings.HARVEST_INTERNAL = sorted({host(place) for place in range(HOSTS)})
        _made(ports)
        before, beginning = psutil.Process().memory_info().rss, time.perf_counter()
        with _counting() as asked:
            rounds = 1
            while actions.harvest(now=NOW).left:
                rounds += 1
        seconds, memory = time.perf_counter() - beginning, psutil.Process().memory_info().rss - before
        read = Run.objects.filter(outcome="read").count()
        with _counting() as idle:
            queries.due(NOW)
        return [], [
            Level(f"moisson : {FEEDS} flux de {HOSTS} hôtes", seconds, "s", 300.0),
            Level("moisson : tours", rounds, "tours"),
            Level("moisson : flux relevés", read, "flux", FEEDS, more=True),
            Level("moisson : requêtes à la base par flux", asked[0] / FEEDS, "req."),
            Level("moisson : requêtes d'un tour où rien n'est dû", idle[0], "req.", 12),
            Level("moisson : mémoire de plus", memory / 2**20, "Mo", 100.0),
            Level("moisson : attendu, un flux après l'autre", FEEDS * sum(SLOW) / 2, "s"),
        ]
    finally:
        hosts.terminate()
        hosts.wait()


@contextmanager
def _counting() -> Iterator[list[int]]:
    """How many times the base is asked, however many that is."""
    from django.db import connection

    count = [0]

    def counted(execute: Any, *words: Any) -> Any:
        count[0] += 1
        return execute(*words)

    with connection.execute_wrapper(counted):
        yield count


def _made(ports: list[int]) -> None:
    """A product of ten indicators for each ten feeds, and a feed on each indicator."""
    from gamma.cockpit.indicators.models import Indicator
    from gamma.cockpit.programme.actions import measured_source
    from gamma.cockpit.reports.actions import load
    from gamma.cockpit.reports.season.reading import read_text
    from gamma.instruments.harvest.models import Feed

    listed = ", ".join(INDICATOR.format(slug=f"i{place}") for place in range(10))
    products = ", ".join(PRODUCT.format(slug=f"p{place}", indicators=listed) for place in range(FEEDS // 10))
    load(read_text(SEASON.format(products=products), "season.yaml", date(2026, 4, 10)), by="bench")
    rows = Indicator.objects.filter(enrolment__edition__slug="bench-harvest").select_related("enrolment__edition")
    for place, row in enumerate(rows):
        source = measured_source(row.enrolment.edition, f"moisson-{place}", {"fr": f"Flux {place}"})
        address = f"http://{host(place % HOSTS)}:{ports[place % HOSTS]}/{place}.json"
        told: dict[str, Any] = {
            "url": address,
            "format": "json",
            "path": "",
            "period": "month",
            "value": "visits",
            "n": "",
        }
        words = {"title": f"Flux {place}", "kind": "table", "parameters": told, "first": "2026-03"}
        Feed.objects.create(indicator=row, source=source, tried="x", enabled=True, **words)
