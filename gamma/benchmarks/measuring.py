"""Measuring: how long something takes, how often it asks the base, how much memory it holds."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import psutil
from asking import reader
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gamma.cockpit.programme.queries import kept

ASKED = 60
BEFORE = 20  # so that each process of the web server has prepared the page once


@dataclass(frozen=True)
class Figure:
    """One line of the report, in milliseconds; `cpu` leaves out what waits for others, `aim` is what was hoped for.

    `beat` is what a sum of a million squares took just before and after: a processor that is shared may be four times
    slower at times.
    """

    name: str
    first: float
    p50: float | None = None
    p95: float | None = None
    cpu: float | None = None
    queries: int | None = None
    kilobytes: float | None = None
    beat: float | None = None
    aim: float | None = None

    @property
    def kept(self) -> str:
        """Whether the aim was reached, by the p95 where there is one."""
        if self.aim is None:
            return ""
        return "oui" if (self.first if self.p95 is None else self.p95) < self.aim else "NON"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Level:
    """One figure with its unit, or a remark without one; `aim` is not to be passed, with `more` it is to be reached."""

    name: str
    value: float | None = None
    unit: str = ""
    aim: float | None = None
    more: bool = False

    @property
    def kept(self) -> str:
        """Whether the aim was reached."""
        if self.aim is None or self.value is None:
            return ""
        return "oui" if (self.value >= self.aim if self.more else self.value < self.aim) else "NON"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def once(name: str, do: Callable[[], object], aim: float | None = None) -> Figure:
    """What is done only once."""
    start = time.perf_counter()
    do()
    return Figure(name, (time.perf_counter() - start) * 1000, aim=aim)


def repeated(name: str, do: Callable[[], object], times: int, aim: float | None = None) -> Figure:
    """The first time, then the others."""
    first, *warm = [once(name, do).first for _ in range(times + 1)]
    return Figure(name, first, statistics.median(warm), _p95(warm), aim=aim)


def page(name: str, path: str, aim: float | None = None, client: Client | None = None) -> Figure:
    """A page: first with nothing kept, then asked many times; the queries are those of the first time."""
    client = client or Client()
    forget()
    with CaptureQueriesContext(connection) as found:
        first = once(name, lambda: _get(client, path))
    queries = len(found)
    start = time.process_time()
    warm = [once(name, lambda: _get(client, path)).first for _ in range(ASKED)]
    cpu = (time.process_time() - start) / ASKED * 1000
    size = len(_get(client, path).content) / 1024
    return Figure(name, first.first, statistics.median(warm), _p95(warm), cpu, queries, size, aim=aim)


def served(host: str, name: str, path: str, aim: float | None = None, client: Client | None = None) -> Figure:
    """The same as the web server gives it; queries and computing are those of a page asked in this process."""
    cookies = {name: found.value for name, found in client.cookies.items()} if client else {}
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    with reader(host) as one:
        first, *_others = [one.send("GET", path, None, headers) for _ in range(BEFORE)]
        before = _beat()
        warm = [one.send("GET", path, None, headers) for _ in range(ASKED)]
        beat = (before + _beat()) / 2
    inside = page(name, path, aim, client)
    return replace(inside, first=first, p50=statistics.median(warm), p95=_p95(warm), beat=beat)


def pages(name: str, paths: list[str]) -> Figure:
    """Many pages of one sort, each for the first time."""
    client = Client()
    forget()
    _get(client, paths[0])
    cold = [once(name, lambda path=path: _get(client, path)).first for path in paths[1:]]
    return Figure(name, cold[0], statistics.median(cold), _p95(cold))


def forget() -> None:
    """Nothing of what pages prepared is kept in this process."""
    kept.cache.clear()
    caches["process"].clear()


def megabytes(processes: list[psutil.Process]) -> float:
    """What processes and their children hold in memory now; what they share is counted once (PSS, under Linux)."""
    family = [one for process in processes for one in (process, *process.children(recursive=True))]
    held = (one.memory_full_info() for one in family)
    return sum(getattr(one, "pss", one.rss) for one in held) / 2**20


def highest_megabytes() -> float:
    """The most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _beat() -> float:
    """A million squares, summed, in milliseconds."""
    start = time.perf_counter()
    sum(rank * rank for rank in range(1_000_000))
    return (time.perf_counter() - start) * 1000


def _get(client: Client, path: str) -> Any:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} : {answer.status_code}")
    return answer


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
