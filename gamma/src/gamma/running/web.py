"""Web: how gunicorn serves the site: two processes of eight threads, on a socket handed over or on the port PORT."""

import os

from django.conf import settings

from gamma.running.door import HANDED, LOOPBACK, port_asked

bind = f"fd://{os.environ[HANDED]}" if HANDED in os.environ else f"{LOOPBACK}:{port_asked()}"
workers = 2  # one a core of a small server: each computes alone at a time, and a table slows down one of them only
worker_class = "gthread"
threads = 8  # connections that wait cost nothing: eight readers of large answers leave none waiting
preload_app = True  # rules are read once, before the fork: the first request finds them, and their memory is shared
keepalive = 15  # programs that call the API keep their connections, which gunicorn closes after two seconds by default
limit_request_line = 8190  # a form of sixty answers is 8 000 bytes long; without limit a line could fill the memory
timeout = 120
graceful_timeout = 2
accesslog = None  # the site writes its own (site/requests.py)
logconfig_dict = settings.LOGGING
control_socket_disable = True
# Beats are files that gunicorn touches each second: in memory where the system has such a place.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
