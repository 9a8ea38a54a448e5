"""Work: the loop that does the jobs which the rooms defer (each declares its own in its `jobs`)."""

from collections.abc import Callable
from typing import Any

from django.db import connections
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.worker import Worker

UNTIL_ABORTED = 5.0


def work(*, until_stopped: bool = True) -> None:
    """Do what waits; then wait for more, unless told to return once the queue is empty."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"{connector!r} is not the connector of the site")
    with app.replace_connector(connector.get_worker_connector()) as workers:
        workers.run_worker(
            wait=until_stopped,
            concurrency=1,
            task_middleware=[let_go],
            install_signal_handlers=until_stopped,
            shutdown_graceful_timeout=UNTIL_ABORTED,
        )


def let_go(process: Callable[[], Any], context: JobContext, worker: Worker) -> Any:  # noqa: ARG001 - as it is called
    """Around a job done in a thread: the connection that it opened there is closed with it."""
    try:
        return process()
    finally:
        connections.close_all()
