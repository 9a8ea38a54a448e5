"""A process of its own that is killed while it writes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.db import connection


@pytest.fixture
def killed(transactional_db, base_url) -> Callable[..., str]:
    """Run a piece of code on the base of the test until it says a line; kill it so many seconds later. Its line."""

    def killing(code: str, *, after: float = 0) -> str:
        with _child(code, base_url) as child:
            assert child.stdout is not None
            said = child.stdout.readline().strip()
            time.sleep(after)
            child.send_signal(signal.SIGKILL)
        return said

    return killing


@contextmanager
def _child(code: str, base_url: str) -> Iterator[subprocess.Popen[str]]:
    address = urlsplit(base_url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    about = {**os.environ, "DATABASE_URL": address}
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code], env=about, stdout=subprocess.PIPE, text=True
    ) as child:
        yield child
