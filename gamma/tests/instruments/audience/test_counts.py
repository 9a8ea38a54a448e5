"""Counts: what is folded of a year of events is what DuckDB counts of them, plainly; done again, it is the same."""

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any

import duckdb
import polars
import pytest

from gamma.instruments.audience import actions
from gamma.instruments.audience.collecting.counting import ZONE, Counter
from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.models import Day, Part, Site, Uniques

from .conftest import Clock, counting
from .years import ALL, SOME, Happened, year

MODES = {"rouge": Mode.EXEMPT, "bleu": Mode.CONSENTED, "vert": Mode.EXEMPT}
COLUMNS = ["product", "moment", "id", "what", "page", "name", "source", "who"]
CHUNK = 5_000

# Written anew, from the definitions and from what really happened: nothing here knows of prints, salts or folding.
DAYS = """CREATE TABLE days AS SELECT *, CAST(moment AT TIME ZONE 'Europe/Paris' AS DATE) AS day FROM events"""
BEGINS = """CREATE TABLE told AS SELECT *, sum(begins) OVER (PARTITION BY product, day, who ORDER BY moment, id) AS nth
    FROM (SELECT *, CASE WHEN date_diff('second', before, moment) < 1800 THEN 0 ELSE 1 END AS begins
        FROM (SELECT *, lag(moment) OVER (PARTITION BY product, day, who ORDER BY moment, id) AS before FROM days))"""
VISITS = """SELECT product, day, count(DISTINCT (who, nth)), count(*) FILTER (what IN ('v', 'e')),
    count(DISTINCT (who, nth)) FILTER (what = 'a') FROM told GROUP BY ALL"""
PARTS = {
    "page": "SELECT product, day, page, count(*), count(DISTINCT (who, nth)) FROM told WHERE what = 'v' GROUP BY ALL",
    "action": "SELECT product, day, name, count(*), count(DISTINCT (who, nth)) FROM told WHERE what = 'a' GROUP BY ALL",
    "exit": "SELECT product, day, name, count(*), count(DISTINCT (who, nth)) FROM told WHERE what = 'o' GROUP BY ALL",
    "host": "SELECT product, day, name, count(*), count(DISTINCT (who, nth)) FROM told WHERE what = 'e' GROUP BY ALL",
    "source": """SELECT product, day, first, count(*), count(*) FROM (
        SELECT product, day, who, nth, arg_min(source, (moment, id)) AS first FROM told WHERE source <> '' GROUP BY ALL)
        GROUP BY ALL""",
}
SPANS = {grain: f"date_trunc('{grain}', day)" for grain in ("day", "week", "month", "quarter", "year")}
UNIQUE = "SELECT product, CAST({starts} AS DATE), count(DISTINCT who) FROM told GROUP BY ALL"
ROLLING = """SELECT product, CAST(ends - INTERVAL 11 MONTH AS DATE), count(DISTINCT who)
    FROM told JOIN (SELECT DISTINCT date_trunc('month', day) AS ends FROM told) AS months
    ON date_trunc('month', day) BETWEEN ends - INTERVAL 11 MONTH AND ends GROUP BY ALL"""


def keep(happened: Sequence[Happened], sites: dict[str, Site], clock: Clock) -> None:
    """Tell all that happened, in order, as the collector does; each day is folded when it is over."""

    async def told(events: Sequence[Happened]) -> None:
        async with counting(clock) as counter:
            for start in range(0, len(events), CHUNK):
                await _keep(counter, events[start : start + CHUNK], sites)

    for day, group in itertools.groupby(happened, key=lambda one: one.at.astimezone(ZONE).date()):
        events = list(group)
        clock.now = events[0].at
        asyncio.run(told(events))
        for site in sites.values():
            actions.fold(site, [day], today=day)


async def _keep(counter: Counter, events: Sequence[Happened], sites: dict[str, Site]) -> None:
    rows: dict[Mode, list[Any]] = {mode: [] for mode in Mode}
    for one in events:
        site = counter.sites[sites[one.product].key]
        rows[site.mode].append(counter.row(site, one.told, one.at, one.address, one.agent))
    for mode, kept in rows.items():
        if kept:
            await counter.committer(mode).keep(kept)


def recounted(happened: Sequence[Happened]) -> duckdb.DuckDBPyConnection:
    """The same events, in DuckDB."""
    base = duckdb.connect()
    told = [one.told for one in happened]
    columns = [
        [one.product for one in happened],
        [one.at for one in happened],
        [one.id.hex for one in told],
        [str(one.what) for one in told],
        [one.page for one in told],
        [one.name for one in told],
        [one.source for one in told],
        [_who(one) for one in happened],
    ]
    told_of = polars.DataFrame(dict(zip(COLUMNS, columns, strict=True)))  # noqa: F841 - DuckDB finds it by its name
    base.execute("CREATE TABLE events AS SELECT * FROM told_of")
    base.execute(DAYS)
    base.execute(BEGINS)
    return base


def _who(one: Happened) -> str:
    """What a visitor is: a number that was agreed to, or the beginning of an address and a browser."""
    if one.told.visitor:
        return str(one.told.visitor)
    parts = one.address.split(":" if ":" in one.address else ".")
    return "|".join([*parts[: 3 if ":" in one.address else 2], one.agent])


def counted() -> dict[str, set[tuple[Any, ...]]]:
    """All the counts of the base, by what they count."""
    name = "site__product__slug"
    found: dict[str, set[tuple[Any, ...]]] = {
        "days": set(Day.objects.values_list(name, "day", "visits", "views", "acting"))
    }
    for product, dimension, *rest in Part.objects.values_list(name, "dimension", "day", "label", "times", "visits"):
        found.setdefault(dimension, set()).add((product, *rest))
    for product, grain, *rest in Uniques.objects.values_list(name, "grain", "starts", "visitors"):
        found.setdefault(grain, set()).add((product, *rest))
    return found


@pytest.mark.parametrize(
    ("events", "days"), [(6_000, SOME), pytest.param(5_000_000, ALL, marks=pytest.mark.study)], ids=["some", "all"]
)
def test_a_year_is_counted_as_a_plain_recount_does(make_site, events, days):
    sites = {product: make_site(product, mode) for product, mode in MODES.items()}
    each = events // len(MODES)
    years = [year(product, mode, each, days, seed) for seed, (product, mode) in enumerate(MODES.items())]
    happened = sorted(itertools.chain(*years), key=lambda one: (one.at, one.told.id))
    keep(happened, sites, Clock(happened[0].at))
    found, base = counted(), recounted(happened)

    assert found["days"] == set(base.sql(VISITS).fetchall()) | _empty(sites, found)
    for dimension, query in PARTS.items():
        assert found[dimension] == set(base.sql(query).fetchall()), dimension
    agreed = {product for product, mode in MODES.items() if mode is Mode.CONSENTED}
    for grain, starts in SPANS.items():
        told = base.sql(UNIQUE.format(starts=starts)).fetchall()
        expected = {row for row in told if grain in ("day", "week", "month") or row[0] in agreed}
        assert {row for row in found[grain] if row[2]} == expected, grain
    rolling = {row for row in base.sql(ROLLING).fetchall() if row[0] in agreed}
    assert found["rolling_12_months"] == rolling

    for day in {row[1] for row in found["days"]}:
        for site in sites.values():
            actions.fold(site, [day], today=day)
    assert counted() == found


def _empty(sites: dict[str, Site], found: dict[str, set[tuple[Any, ...]]]) -> set[tuple[Any, ...]]:
    """The days on which nobody came to one of the products: counted, and nought."""
    return {row for row in found["days"] if row[2:] == (0, 0, 0)}
