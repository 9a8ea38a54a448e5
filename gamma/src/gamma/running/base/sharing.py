"""Sharing: several commands may use one base; the first starts it, the last stops it, none stops it under another."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from gamma.running.base.server import Server


@contextmanager
def in_use(server: Server, *, ours: bool = False) -> Iterator[Server]:
    """The base, running, while the block lasts. `ours`: it dies with us and is stopped at the end whoever uses it."""
    with server.place.locks.with_suffix(".users").open("a") as users:
        try:
            with _door(server):
                server.start(tied_to_us=ours)
                fcntl.flock(users, fcntl.LOCK_SH)
            yield server
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            with _door(server):
                if ours or _alone(users):
                    server.stop()


@contextmanager
def _door(server: Server) -> Iterator[None]:
    """Starting and stopping happen one at a time."""
    with server.place.locks.with_suffix(".door").open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _alone(users: IO[str]) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
