"""Children: the web and the worker, started again when they die, until it is plain that they cannot live."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gamma.ground.errors import UserError
from gamma.running.processes import end, lighten, log_file, sweep, tail, tied, uninterrupted

WELL_AFTER = 30.0  # a child that lived this long was well: its next death is a first one
DEATHS = 5
PATIENCE = 8.0


@dataclass
class Child:
    """One program of the site, and what became of it."""

    name: str
    words: tuple[str, ...]
    log: Path
    handed: tuple[int, ...] = ()
    surroundings: Mapping[str, str] = field(default_factory=dict)
    orphaned: signal.Signals = signal.SIGTERM  # what it is sent when the supervisor dies
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    deaths: int = 0
    due: float = 0.0

    def start(self) -> None:
        with log_file(self.log).open("ab") as log, uninterrupted():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gamma.running", *self.words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.surroundings},
                pass_fds=self.handed,
                start_new_session=True,
                preexec_fn=tied(self.orphaned),
            )
        self.since = time.monotonic()

    def tend(self, say: Callable[[str], None]) -> None:
        """Notice a death, and start again after a pause that doubles; keep the log light."""
        lighten(self.log)
        if self.process and self.process.poll() is not None:
            self._mourn(self.process, say)
        if self.process is None and time.monotonic() >= self.due:
            self.start()

    def stop(self) -> None:
        if self.process:
            end(self.process, PATIENCE)
            self.process = None

    def _mourn(self, process: subprocess.Popen[bytes], say: Callable[[str], None]) -> None:
        sweep(process)
        self.process = None
        now = time.monotonic()
        self.deaths = 1 if now - self.since > WELL_AFTER else self.deaths + 1
        if self.deaths >= DEATHS:
            raise UserError(
                f"{self.name} s'arrête sans cesse. Son journal ({self.log}) finit ainsi :\n{tail(self.log)}"
            )
        pause = 0.5 * 2 ** (self.deaths - 1)
        self.due = now + pause
        say(f"{self.name} s'est arrêté ({_cause(process.returncode)}) : relance dans {pause:g} s. Journal : {self.log}")


def _cause(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"
