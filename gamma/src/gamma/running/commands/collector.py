"""Collector: what receives the events of the audience, on a socket handed over or on the port COLLECTOR_PORT."""

import argparse
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import uvicorn

from gamma.instruments.audience.collecting.counting import Counter
from gamma.instruments.audience.collecting.serving import Collector
from gamma.running.base.address import VARIABLE
from gamma.running.door import HANDED, address, collector_port, listening

STOPS_WITHIN = 3  # seconds given to those who wait for an answer


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "S'arrête sur SIGTERM, une fois répondu à qui attend."


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with _listener() as listener:
        where = os.environ.get("COLLECTOR_URL") or address(listener.getsockname()[1])
        counter = Counter(os.environ[VARIABLE], lambda: datetime.now(UTC))
        collector = Collector(counter, where, int(os.environ.get("COLLECTOR_PROXIES") or 0))
        # Without a log of requests: it would keep the addresses that nothing else keeps.
        config = uvicorn.Config(
            collector,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            log_config=None,
            timeout_graceful_shutdown=STOPS_WITHIN,
        )
        uvicorn.Server(config).run(sockets=[listener])
    return 0


@contextmanager
def _listener() -> Iterator[socket.socket]:
    handed = os.environ.get(HANDED)
    if handed:
        yield socket.socket(fileno=int(handed))
    else:
        with listening(collector_port()) as listener:
            yield listener
