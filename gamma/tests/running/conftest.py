"""A site of a test's own, started for real: a folder, a free port, and an eye on every process that works there."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
import pytest

from gamma.running.processes import tail

COMMAND = (sys.executable, "-m", "gamma.running")


class Site:
    """What a person at a terminal can do and see."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.port = free_port()
        self.started: list[subprocess.Popen[bytes]] = []

    @property
    def surroundings(self) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
        own = {"GAMMA_ROOT": str(self.root), "PORT": str(self.port), "DJANGO_SETTINGS_MODULE": "gamma.settings.dev"}
        return kept | own

    def begin_as(self, other: "Site") -> None:
        """Take the base of another folder, where nothing runs, in place of one's own."""
        shutil.rmtree(self.root / "var", ignore_errors=True)
        subprocess.run(["cp", "-a", other.root / "var", self.root], check=True)  # whoever owns a file keeps it

    def start(self, *words: str, waits: bool = True, **more: str) -> subprocess.Popen[bytes]:
        output = (self.root / "terminal.txt").open("wb")
        with output:
            process = subprocess.Popen(
                words or (*COMMAND, "start"),
                env=self.surroundings | more,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.started.append(process)
        if waits:
            self.wait_until(lambda: "Gamma répond" in self.said() or process.poll() is not None)
            assert process.poll() is None, self.said()
        return process

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            (*COMMAND, *words), env=self.surroundings | more, capture_output=True, text=True, check=False, timeout=60
        )

    def said(self) -> str:
        return (self.root / "terminal.txt").read_text(encoding="utf-8")

    def answers(self) -> bool:
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port, timeout=2)) as connection:
            connection.request("GET", "/healthz")
            with connection.getresponse() as response:
                return response.status == 200
        return False

    def wait_until(self, holds: Callable[[], bool], within: float = 90) -> None:
        until = time.monotonic() + within
        while not holds():
            assert time.monotonic() < until, f"{self.said()}\n{tail(self.root / 'var/log/web.log')}"
            time.sleep(0.1)

    def processes(self) -> list[psutil.Process]:
        """Every process that works in this folder, whoever its parent is."""
        return [process for process in psutil.process_iter() if process.pid != os.getpid() and self._ours(process)]

    def process(self, *words: str) -> psutil.Process:
        """The oldest of those whose command holds these words."""
        found = [one for one in self.processes() if all(word in " ".join(one.cmdline()) for word in words)]
        return min(found, key=lambda one: (one.create_time(), one.pid))

    def _ours(self, process: psutil.Process) -> bool:
        with suppress(psutil.Error, OSError):
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            words = [process.cwd(), process.environ().get("GAMMA_ROOT", ""), *process.cmdline()]
            return any(str(self.root) in word for word in words)
        return False

    def clean(self) -> None:
        left = self.processes()
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        for process in self.started:
            process.wait()
        psutil.wait_procs(left, timeout=10)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def made_site(prefix: str = "gamma-") -> Iterator[Site]:
    root = Path(tempfile.mkdtemp(prefix=prefix)).resolve()
    root.chmod(0o755)
    site = Site(root)
    try:
        yield site
    finally:
        site.clean()
        shutil.rmtree(root)


@pytest.fixture(scope="session")
def migrated() -> Iterator[Site]:
    """A folder whose base has its tables and no edition: others begin as a copy of it, for making one takes long."""
    for site in made_site():
        assert site.run("migrate").returncode == 0
        yield site


@pytest.fixture(scope="module")
def settled(migrated: Site) -> Iterator[Site]:
    """One folder for the tests of a file, as on a machine that has started before."""
    for site in made_site():
        site.begin_as(migrated)
        yield site


@pytest.fixture
def blank(migrated: Site) -> Iterator[Site]:
    """A folder where nothing is recorded yet."""
    for site in made_site():
        site.begin_as(migrated)
        yield site


@pytest.fixture
def site(settled: Site) -> Iterator[Site]:
    yield settled
    settled.clean()


@pytest.fixture
def fresh() -> Iterator[Site]:
    """A folder where nothing was ever started."""
    yield from made_site()


@pytest.fixture
def deep() -> Iterator[Site]:
    """A folder too deep for a socket, with an accent and a space."""
    yield from made_site(prefix=f"gamma é {'d' * 90}-")
