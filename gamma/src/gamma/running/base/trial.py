"""Trial: a base for one run of the tests, fast and of no lasting worth; its folder serves again, run after run."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

from gamma.running.base.place import base_place
from gamma.running.base.server import Server
from gamma.running.base.sharing import in_use


@contextmanager
def trial_server(var: Path) -> Iterator[Server]:
    """The first test base that no other run holds."""
    (var / "run").mkdir(parents=True, exist_ok=True)
    for number in count(1):
        with (var / "run" / f"trial-{number}.lock").open("a") as lock:
            if _held(lock):
                with in_use(Server(base_place(var, f"test/{number}"), fast=True), ours=True) as server:
                    yield server
                return


def _held(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
