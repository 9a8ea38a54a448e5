"""Processes: how the supervisor starts others so that none outlives it, and how it ends them."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SET_DEATH_SIGNAL = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
HEAVIEST_LOG = 5_000_000


def tied(sign: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program: the kernel sends it `sign` when we die, even of `kill -9`."""
    if LIBC is None:
        return None
    parent = os.getpid()

    def tie() -> None:
        LIBC.prctl(SET_DEATH_SIGNAL, int(sign))
        if os.getppid() != parent:
            os._exit(1)

    return tie


def end(process: subprocess.Popen[bytes], patience: float) -> None:
    """Ask a child to stop; make it stop, with all it started, when it does not."""
    with suppress(ProcessLookupError):
        process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    sweep(process)


def sweep(process: subprocess.Popen[bytes]) -> None:
    """End what a child leaves in its process group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def log_file(path: Path) -> Path:
    """A log to append to; the former one is kept beside it once it is heavy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > HEAVIEST_LOG:
        path.replace(path.with_suffix(".former.log"))
    return path


def tail(path: Path, lines: int = 12) -> str:
    """The last lines of a log, to be shown to a person."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4_000))
        return "\n".join(f"    {line}" for line in file.read().decode(errors="replace").splitlines()[-lines:])
