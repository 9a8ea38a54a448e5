"""Followed: the peer of the collector, a site whose visits django-request records as it ships: one row a request.

Its settings, its one page and its program; the base is the one that `DATABASE_URL` names.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from django.http import HttpResponse
from django.urls import re_path
from serving import Served, free_port

from gamma.running.base.server import Server
from gamma.settings.base import database

THREADS = 16

DATABASES = {"default": database(os.environ.get("DATABASE_URL", "")) | {"CONN_HEALTH_CHECKS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "request"]
MIDDLEWARE = ["request.middleware.RequestMiddleware"]
ROOT_URLCONF = "followed"
SECRET_KEY = "of a bench"  # noqa: S105 - it signs nothing
urlpatterns = [re_path("", lambda _request: HttpResponse(status=204))]


@contextmanager
def followed(server: Server) -> Iterator[Served]:
    """The site on a base, its connections to it kept, by gunicorn."""
    own = {"DATABASE_URL": server.url, "DJANGO_SETTINGS_MODULE": "followed", "PYTHONPATH": str(Path(__file__).parent)}
    around = {**os.environ, **own}
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=around, check=True)
    host = f"127.0.0.1:{free_port()}"
    words = ["--bind", host, "--threads", str(THREADS), "--log-level", "error"]
    program = "django.core.wsgi:get_wsgi_application()"
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", *words, program], env=around)
    try:
        there = Served(psutil.Process(process.pid), host)
        there.wait("/")
        yield there
    finally:
        process.terminate()
        process.wait(20)
