"""Web: how gunicorn serves the site: one process, several threads, on a socket handed over or on the port of `PORT`."""

import os

from gamma.running.door import HANDED, LOOPBACK, port_asked

bind = f"fd://{os.environ[HANDED]}" if HANDED in os.environ else f"{LOOPBACK}:{port_asked()}"
workers = 1
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 2
accesslog = None
control_socket_disable = True
# Beats are files that gunicorn touches each second: in memory where the system has such a place.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
