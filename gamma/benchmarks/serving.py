"""Serving: programs of the site started as `gamma start` starts them, on the base of the bench, and what they hold."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from django.db import connection


@dataclass(frozen=True)
class Served:
    """A program that runs, and where it answers if it does."""

    process: psutil.Process
    host: str

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    @property
    def workers(self) -> list[psutil.Process]:
        """The processes that answer, the one that watches them aside."""
        return self.process.children()

    def seconds(self) -> float:
        """The seconds of calculation of all workers so far."""
        return sum(sum(worker.cpu_times()[:2]) for worker in self.workers)

    def wait(self, path: str = "/healthz") -> None:
        """Until it answers. Raises RuntimeError."""
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.address}{path}").read()  # noqa: S310 - an address of ours
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError(f"{self.address} does not answer")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def child(verb: str, surroundings: Sequence[tuple[str, str]] = ()) -> Iterator[Served]:
    """`gamma web` or `gamma worker` on a free port and the database that is measured."""
    port = free_port()
    own = {"PORT": str(port), "DATABASE_URL": _url(), "DJANGO_SETTINGS_MODULE": "gamma.settings.dev"}
    environment = {**os.environ, **own, **dict(surroundings)}
    process = subprocess.Popen([sys.executable, "-m", "gamma.running", verb], env=environment)
    try:
        yield Served(psutil.Process(process.pid), f"127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(20)


def _url() -> str:
    """The address of the database being measured."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def held(worker: psutil.Process) -> dict[str, float]:
    """What a worker holds, in megabytes: all, its part of what is shared, its own, the most it ever held."""
    found = worker.memory_info()
    told = {"RSS": found.rss}
    if psutil.LINUX:
        full = worker.memory_full_info()
        told |= {"PSS": full.pss, "USS": full.uss, "au plus": _highest(worker)}
    return {name: size / 2**20 for name, size in told.items()}


def _highest(worker: psutil.Process) -> int:
    lines = Path(f"/proc/{worker.pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
