"""Work: the loop that does the jobs which the rooms defer (each declares its own in its `jobs`)."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

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
            install_signal_handlers=until_stopped,
            shutdown_graceful_timeout=UNTIL_ABORTED,
        )
