"""Found: the processes of a base that run already. A number in a file proves nothing: we look at what it names."""

from contextlib import suppress
from pathlib import Path

import psutil

GONE = (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess)


def postmaster(data: Path) -> psutil.Process | None:
    """The server of this data folder, if it runs."""
    with suppress(*GONE, OSError, ValueError, IndexError):
        process = psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))
        return process if _serves(process, data) else None
    return None


def orphans(data: Path) -> list[psutil.Process]:
    """What a killed server leaves at work on its data; they must end before another one starts."""
    return [process for process in psutil.process_iter() if _serves(process, data)]


def _serves(process: psutil.Process, data: Path) -> bool:
    """Each process of PostgreSQL works in its data folder; a dead one that nobody has buried works nowhere."""
    with suppress(*GONE, OSError):
        return process.name().startswith("postgres") and Path(process.cwd()) == data
    return False
