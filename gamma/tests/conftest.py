"""What every test may use: a PostgreSQL of this run's own, unless `DATABASE_URL` names another."""

import importlib.util
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from django.core.cache import cache
from django.db import connections
from django.utils import translation

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.programme.queries import kept
from gamma.cockpit.reports.queries import bilan_files
from gamma.instruments.audience.collecting.counting import Counter
from gamma.instruments.audience.collecting.serving import Collector
from gamma.running.base.address import VARIABLE, root
from gamma.running.base.trial import trial_server
from gamma.settings.base import database, dsn, identity, providers


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """Where the tests' PostgreSQL is; started by the first test that needs it, stopped with the run."""
    with ExitStack() as held:
        yield os.environ.get(VARIABLE) or held.enter_context(trial_server(root() / "var")).url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, base_url: str) -> None:
    """Point Django at it, before pytest-django makes its test database there."""
    connections.settings["default"].update(database(base_url))


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What one test prepared is of no use to the next, nor do the attempts of one count in the next."""
    kept.cache.clear()
    cache.clear()


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    """A test begins in French, whatever language the page that another one read last was in."""
    with translation.override("fr"):
        yield


@pytest.fixture
def provider(settings) -> Iterator[Any]:
    """A provider of identity (see ground/accounts/provider.py) that listens, and that the settings name."""
    path = Path(__file__).parent / "ground" / "accounts" / "provider.py"
    spec = importlib.util.spec_from_file_location("provider", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.running() as provider:
        words = {"OIDC_SERVER_URL": provider.url, "OIDC_NAME": "ProConnect"}
        settings.OIDC = identity({**words, "OIDC_CLIENT_ID": module.CLIENT, "OIDC_CLIENT_SECRET": module.SECRET})
        settings.SOCIALACCOUNT_PROVIDERS = providers(settings.OIDC)
        yield provider


@pytest.fixture
def collecting(transactional_db: None) -> Iterator[Callable[[Callable[[], datetime]], str]]:
    """Have a collector listen, on the base of the tests and by a clock, and give its address; it ends with the test."""
    with ExitStack() as held:
        yield lambda clock: held.enter_context(_collector(clock))


@pytest.fixture
def in_bilan() -> Callable[[Reading, date], tuple[str, str]]:
    """What the bilan of a day says of a reading: the row of the target that it decides, and where it comes from."""

    def rows(reading: Reading, today: date) -> tuple[str, str]:
        indicator = reading.definition.indicator
        files = bilan_files(indicator.enrolment.edition, today, "fr")
        text = next(body for name, body in files.items() if name.endswith(".md")).decode()
        lines = text.replace("\xa0", " ").replace("\u202f", " ").splitlines()
        key = f"{indicator.enrolment.product.slug}:{indicator.slug}:{reading.period}.{reading.source.slug}"
        of_target = next(line for line in lines if line.startswith("| [") and f"](#{key})" in line)
        return of_target, next(line for line in lines if line.startswith(f'| <a id="{key}">'))

    return rows


@contextmanager
def _collector(clock: Callable[[], datetime]) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://localhost:{listener.getsockname()[1]}"
        app = Collector(Counter(dsn(connections["default"].settings_dict), clock), address, proxies=1)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield address
        server.should_exit = True
        thread.join()
