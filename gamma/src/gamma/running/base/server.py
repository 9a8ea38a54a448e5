"""Server: one embedded PostgreSQL, from its first day to its stop; whatever ended it last time, it starts again."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg

from gamma.ground.errors import UserError
from gamma.running.base.found import orphans, postmaster
from gamma.running.base.place import Place
from gamma.running.processes import log_file, sweep, tail, tied, uninterrupted

ROLE = "postgres"
DATABASE = "gamma"
STARTS_WITHIN = 120.0  # after a crash the base first replays its journal
STOPS_WITHIN = 10.0
LEAVING = "shutting down"  # it waits for clients that may never leave, and refuses new ones meanwhile
LASTING = {"listen_addresses": "", "max_connections": "60", "shared_buffers": "64MB", "log_min_messages": "warning"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Server:
    """The base of a place. `fast` gives up durability, for tests."""

    def __init__(self, place: Place, *, fast: bool = False) -> None:
        self.place = place
        self.settings = LASTING | (FAST if fast else {})
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self._url(DATABASE)

    def alive(self) -> bool:
        return self._process() is not None

    def start(self, *, tied_to_us: bool) -> None:
        """Have it run and answer: adopt the one that runs, or start one, over the remains of any crash."""
        self._make()
        if not self._adopt():
            self._clear()
            self._spawn(tied_to_us)
            self._wait()
        self._make_database()

    def stop(self) -> None:
        """Ask for a fast stop, then for an immediate one, then end it; its journal makes the last two harmless."""
        process = self._process()
        for sign, patience in ((signal.SIGINT, STOPS_WITHIN), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if process is None or self._ended(process, sign, patience):
                break
        self._clear()
        if self.child:
            self.child.wait()
            self.child = None

    def _process(self) -> psutil.Process | None:
        """Our child, which may have no number file yet, or the server that was there before us."""
        with suppress(psutil.NoSuchProcess):
            if self.child and self.child.poll() is None:
                return psutil.Process(self.child.pid)
        return postmaster(self.place.data)

    def _url(self, name: str) -> str:
        return f"postgresql://{ROLE}@/{name}?host={quote(str(self.place.sockets), safe='')}"

    def _make(self) -> None:
        """The first day; a folder half made by an interrupted one is made again."""
        if (self.place.data / "PG_VERSION").exists():
            return self._check_version()
        fresh = self.place.data.with_name("data.new")
        shutil.rmtree(fresh, ignore_errors=True)
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        code, output = self._run("initdb", "-D", str(fresh), "-U", ROLE, "--auth=trust", "--no-sync", *locale)
        if code:
            raise UserError(f"La base n'a pas pu être créée dans {fresh} :\n{output}")
        fresh.rename(self.place.data)
        return None

    def _check_version(self) -> None:
        made = (self.place.data / "PG_VERSION").read_text().strip()
        ours = self._run("postgres", "--version")[1].split()[-1].split(".")[0]
        if made != ours:
            raise UserError(
                f"{self.place.data} a été faite par PostgreSQL {made}, le programme installé est le {ours}.\n"
                "    → revenir à l'ancienne version pour sauvegarder (gamma backup), puis, dans un dossier vide, "
                "gamma restore"
            )

    def _run(self, name: str, *arguments: str) -> tuple[int, str]:
        """Run one of its programs to the end; what it started goes with it if we are stopped meanwhile."""
        process: subprocess.Popen[bytes] | None = None
        try:
            with uninterrupted():
                process = subprocess.Popen(
                    [self.place.program(name), *arguments],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=tied(signal.SIGKILL),
                    **self._as_owner(),
                )
            output = process.communicate()[0].decode(errors="replace")
            return process.returncode, output
        finally:
            if process:
                sweep(process)

    def _as_owner(self) -> dict[str, Any]:
        owner = self.place.owner.as_child() if self.place.owner else {}
        home = self.place.data.parent
        return {"cwd": home, "env": {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LC_ALL": "C"}, **owner}

    def _adopt(self) -> bool:
        """Take over a server that runs; one that does not answer in time, or is on its way out, is stopped."""
        until = time.monotonic() + STARTS_WITHIN
        while postmaster(self.place.data) and time.monotonic() < until:
            refusal = self._refusal()
            if refusal is None:
                return True
            if LEAVING in refusal or not self._socket().exists():
                break
            time.sleep(0.1)
        if postmaster(self.place.data):
            self.stop()
        return False

    def _clear(self) -> None:
        """Remove what a killed server leaves: its helpers still at work, the files that say it runs."""
        left = orphans(self.place.data)
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGQUIT)
        for process in psutil.wait_procs(left, timeout=3)[1]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, timeout=3)
        for remains in (self.place.data / "postmaster.pid", self._socket(), Path(f"{self._socket()}.lock")):
            remains.unlink(missing_ok=True)

    def _spawn(self, tied_to_us: bool) -> None:
        settings = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [self.place.program("postgres"), "-D", str(self.place.data), "-k", str(self.place.sockets), *settings]
        with log_file(self.place.log).open("ab") as log, uninterrupted():
            self.child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=tied(signal.SIGINT if tied_to_us else None),
                **self._as_owner(),
            )

    def _wait(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while self._refusal() is not None:
            if self.child is None or self.child.poll() is not None or time.monotonic() > until:
                raise UserError(
                    f"La base ne démarre pas. Son journal ({self.place.log}) finit ainsi :\n{tail(self.place.log)}"
                )
            time.sleep(0.05)

    def _refusal(self) -> str | None:
        """Why it does not answer, in its words; None when it does."""
        if not self._socket().exists():
            return ""
        try:
            psycopg.connect(self._url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            return str(error)
        return None

    def _socket(self) -> Path:
        return self.place.sockets / ".s.PGSQL.5432"

    def _make_database(self) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _ended(self, process: psutil.Process, sign: signal.Signals, patience: float) -> bool:
        until = time.monotonic() + patience
        with suppress(psutil.NoSuchProcess):
            process.send_signal(sign)
        while self.alive():
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True
