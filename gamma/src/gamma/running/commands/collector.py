"""Collector: what receives the events of the audience, on a socket handed over or on the port COLLECTOR_PORT."""

import argparse
import logging
import os
from datetime import UTC, datetime

import uvicorn

from gamma.instruments.audience.collecting.counting import Counter
from gamma.instruments.audience.collecting.serving import Collector
from gamma.running.base.address import VARIABLE
from gamma.running.door import HANDED, LOOPBACK, collector_address, collector_port


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "S'arrête sur SIGTERM, une fois répondu à qui attend."


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    counter = Counter(os.environ[VARIABLE], lambda: datetime.now(UTC))
    proxies = int(os.environ.get("COLLECTOR_PROXIES") or 0)
    handed = os.environ.get(HANDED)
    uvicorn.run(
        Collector(counter, collector_address(), proxies),
        **({"fd": int(handed)} if handed else {"host": LOOPBACK, "port": collector_port()}),
        access_log=False,  # it would keep the addresses that nothing else keeps
        server_header=False,
        proxy_headers=False,
        log_config=None,
        timeout_graceful_shutdown=3,
    )
    return 0
