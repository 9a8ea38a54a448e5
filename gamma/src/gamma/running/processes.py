"""Processes: how the supervisor starts others so that none outlives it, and how it ends them."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SET_DEATH_SIGNAL = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
HEAVIEST_LOG = 5_000_000


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Signals wait: a program that starts meanwhile is known to us before we are told to stop it."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def tied(sign: signal.Signals | None) -> Callable[[], None]:
    """What a child runs before its program. With a `sign`, the kernel sends it when we die, even of `kill -9`."""
    parent = os.getpid()

    def tie() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        if LIBC and sign:
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


def lighten(path: Path) -> None:
    """A log that grew heavy under a program at work is kept beside; the program writes on, in an empty one."""
    if path.exists() and path.stat().st_size > HEAVIEST_LOG:
        shutil.copyfile(path, path.with_suffix(".former.log"))
        os.truncate(path, 0)


def tail(path: Path, lines: int = 12) -> str:
    """The last lines of a log, to be shown to a person."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4_000))
        return "\n".join(f"    {line}" for line in file.read().decode(errors="replace").splitlines()[-lines:])
