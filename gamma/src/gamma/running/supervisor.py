"""Supervisor: starts the base, the web, the collector, the worker; keeps them alive, leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from gamma.ground.errors import UserError
from gamma.running.base.address import embedded, pointed, root, running
from gamma.running.base.server import Server
from gamma.running.children import Child
from gamma.running.door import HANDED, LOOPBACK, Closed, address, claimed, collector_port, listening_near, port_asked
from gamma.running.processes import STOPS, end, tail, tied, uninterrupted

BEAT = 0.2
ANSWERS_WITHIN = 90.0


class Stopped(BaseException):
    """Someone asked the site to stop; every block that holds something lets go of it on the way out."""


def supervise() -> int:
    """Run the site until someone stops it."""
    try:
        with _stoppable(), ExitStack() as held:
            _run(held)
    except Closed as closed:
        raise UserError(str(closed)) from closed
    except Stopped:
        say("Gamma est arrêté.")
    return 0


def say(text: str) -> None:
    """Tell the terminal, if it is still there."""
    with suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


@contextmanager
def _stoppable() -> Iterator[None]:
    """The first signal stops us; the next ones find us stopping, which takes seconds."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        for sign in STOPS:
            signal.signal(sign, signal.SIG_IGN)
        raise Stopped

    kept = {signal.SIGHUP} if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else set()  # under nohup
    former = {sign: signal.signal(sign, stop) for sign in STOPS if sign not in kept}
    try:
        yield
    finally:
        for sign, handler in former.items():
            signal.signal(sign, handler)


def _run(held: ExitStack) -> None:
    var, port = root() / "var", port_asked()
    listener = held.enter_context(claimed(var, port))
    collector = held.enter_context(listening_near(collector_port()))
    os.environ.setdefault("COLLECTOR_URL", address(collector.getsockname()[1]))
    server = embedded()
    held.enter_context(pointed(server))
    held.enter_context(running(server, ours=True))
    _prepare(var / "log" / "migrate.log")
    children = _children(var / "log", listener, collector)
    for child in children:
        held.callback(child.stop)
        child.start()
    _until_it_answers(port, server, children)
    say(f"Gamma répond : {address(port)}   (Ctrl-C pour l'arrêter)")
    while True:
        _tend(server, children)


def _prepare(log: Path) -> None:
    """Migrate in a process of its own: what it needs in memory is given back."""
    words = [sys.executable, "-m", "gamma.running", "migrate", "--demonstration"]
    log.parent.mkdir(parents=True, exist_ok=True)
    process: subprocess.Popen[bytes] | None = None
    try:
        with log.open("wb") as errors, uninterrupted():
            process = subprocess.Popen(words, stderr=errors, start_new_session=True, preexec_fn=tied(signal.SIGTERM))
        code = process.wait()
    finally:
        if process:
            end(process, patience=5)
    if code:
        raise UserError(f"La base n'a pas pu être mise à jour. Le journal ({log}) finit ainsi :\n{tail(log)}")


def _children(logs: Path, listener: socket.socket, collector: socket.socket) -> list[Child]:
    web, audience = listener.fileno(), collector.fileno()
    return [
        Child("Le web", ("web",), logs / "web.log", (web,), {HANDED: str(web)}),
        Child("La mesure d'audience", ("collector",), logs / "collector.log", (audience,), {HANDED: str(audience)}),
        # Its base goes down with the supervisor: it would only wait for it. What it was doing is taken up again later.
        Child("Le travail de fond", ("worker",), logs / "worker.log", orphaned=signal.SIGKILL),
    ]


def _until_it_answers(port: int, server: Server | None, children: list[Child]) -> None:
    until = time.monotonic() + ANSWERS_WITHIN
    while not _answers(port):
        if time.monotonic() > until:
            raise UserError(f"Le site ne répond pas. Journal : {children[0].log}\n{tail(children[0].log)}")
        _tend(server, children)


def _answers(port: int) -> bool:
    with suppress(OSError, HTTPException), closing(HTTPConnection(LOOPBACK, port, timeout=2)) as connection:
        connection.request("GET", "/healthz")
        with connection.getresponse() as response:
            return response.status < 500
    return False


def _tend(server: Server | None, children: list[Child]) -> None:
    if server and not server.alive():
        say("La base s'est arrêtée : elle est relancée.")
        server.start(tied_to_us=True)
    for child in children:
        child.tend(say)
    time.sleep(BEAT)
