"""Door: one start at a time in a checkout, on a port that nobody holds. Standard library only: `make` asks first."""

import errno
import fcntl
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"
HANDED = "GAMMA_LISTENER"  # where the web is told the number of the socket it is given
COLLECTOR = "COLLECTOR_PORT"
NEAR = 20  # ports tried when none is asked for
LINGER = 4.0  # what a killed start leaves behind closes its port within this time


class Closed(Exception):
    """Why the site cannot start here, in a sentence."""


def address(port: int) -> str:
    return f"http://localhost:{port}/"


def port_asked() -> int:
    """The port of the environment."""
    return _port("PORT", 8000)


def collector_port() -> int:
    """The port of the collector; without a word of the environment, the one after that of the site."""
    return _port(COLLECTOR, port_asked() + 1)


def _port(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Closed(f"{name} doit être un nombre de 1 à 65535, et non « {text[:20]} ».")
    return int(text)


@contextmanager
def claimed(var: Path, port: int) -> Iterator[socket.socket]:
    """Hold the checkout and the port; the kernel lets go of both however this process ends."""
    with held(var) as lock:
        killed = bool(lock.read_text(encoding="utf-8"))
        with listening(port, patience=LINGER if killed else 0) as listener:
            lock.write_text(address(port), encoding="utf-8")
            yield listener
            lock.write_text("", encoding="utf-8")


@contextmanager
def held(var: Path) -> Iterator[Path]:
    """Hold the checkout: it starts no site meanwhile. What is written in the lock is told to who tries."""
    lock = var / "run" / "start.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="utf-8") as file:
        _hold(file.fileno(), lock)
        yield lock


def _hold(file: int, lock: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        where = lock.read_text(encoding="utf-8")
        raise Closed(f"Gamma tourne déjà depuis ce dossier{f' : {where}' if where else ', il démarre.'}") from None


@contextmanager
def listening_near(port: int) -> Iterator[socket.socket]:
    """A socket on that port if the environment asks for it by name, else on the first that is free from there."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for tried in range(port, port + (1 if os.environ.get(COLLECTOR) else NEAR)):
            try:
                listener.bind((LOOPBACK, tried))
                break
            except OSError as error:
                refusal = Closed(_refusal(tried, error))
        else:
            raise refusal
        listener.listen(128)
        yield listener


@contextmanager
def listening(port: int, patience: float = 0) -> Iterator[socket.socket]:
    """A socket that listens on the port, or a sentence."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with listener:
        _bind(listener, port, time.monotonic() + patience)
        listener.listen(128)
        yield listener


def _bind(listener: socket.socket, port: int, until: float) -> None:
    while True:
        try:
            return listener.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < until:
                time.sleep(0.2)
                continue
            raise Closed(_refusal(port, error)) from error


def _refusal(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Le port {port} est déjà pris par un autre programme. En choisir un autre : PORT={port + 1} make start"
    if error.errno == errno.EACCES:
        return f"Le port {port} est réservé au système. En choisir un autre : PORT=8000 make start"
    return f"Le port {port} ne peut pas être ouvert : {error.strerror}."


def main() -> int:
    """Say at once, before anything is installed, that a start would be refused."""
    try:
        with claimed(Path(os.environ.get("GAMMA_ROOT", ".")) / "var", port_asked()):
            return 0
    except Closed as closed:
        sys.stderr.write(f"{closed}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
