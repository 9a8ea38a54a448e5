"""Loads: many requests at once – to the API, or around one that must not make the others wait."""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlencode

from asking import GROSS, MONTH, NET, SALARY, Reader, body, edited, effects, reader

API = "/api/v1/simulators/"
JSON = {"Content-Type": "application/json"}
CSV = {"Content-Type": "text/csv"}


@dataclass
class Flood:
    """What came of requests sent without a pause: milliseconds of each, sentences of those refused."""

    seconds: float
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds


def flood(host: str, given: str, query: str, seconds: float, connections: int) -> Flood:
    """Evaluations through connections that are kept, each with another amount."""
    found = Flood(seconds)

    def pouring(_: int) -> None:
        with reader(host) as one:
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                _one(one, given, query, found)

    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(pouring, range(connections)))
    return found


def _one(one: Reader, given: str, query: str, found: Flood) -> None:
    try:
        found.times.append(one.send("POST", f"{API}evaluate?{query}", json.dumps(body(given)).encode(), JSON))
    except (RuntimeError, OSError) as error:
        found.errors.append(str(error))


def rows(given: str, count: int) -> bytes:
    """A table of amounts, every row another one."""
    amounts = (f"{1_500 + 8_500 * row / count:.2f}" for row in range(count))
    return "\r\n".join([f"{given} [{MONTH}]", *amounts, ""]).encode()


def batch(host: str, given: str, wanted: str, count: int) -> float:
    """The milliseconds of a table, its answer read to the end. Raises RuntimeError."""
    with reader(host) as one:
        return one.send("POST", f"{API}batch?{urlencode({'targets': wanted})}", rows(given, count), CSV)


@contextmanager
def tables(host: str, count: int) -> Iterator[None]:
    """One table after the other, all the while."""
    with _meanwhile(lambda: batch(host, GROSS, NET, count)):
        yield


@contextmanager
def weighings(host: str, pages: int) -> Iterator[None]:
    """So many pages of effects at once, all the while."""

    def weigh() -> None:
        with reader(host) as one:
            one.get(effects(SALARY, GROSS))

    with ExitStack() as held:
        for _ in range(pages):
            held.enter_context(_meanwhile(weigh))
        yield


@contextmanager
def _meanwhile(do: Callable[[], object]) -> Iterator[None]:
    over = Event()

    def again() -> None:
        while not over.is_set():
            do()

    thread = Thread(target=again)
    thread.start()
    time.sleep(0.5)
    try:
        yield
    finally:
        over.set()
        thread.join()


def pieces(host: str, count: int) -> list[float]:
    """The milliseconds of salary pieces, each on a connection of its own: any worker may answer."""
    times = []
    for _ in range(count):
        with reader(host) as one:
            times.append(one.get(edited(SALARY, GROSS), piece=True))
    return times


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
