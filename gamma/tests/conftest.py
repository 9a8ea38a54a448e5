"""What every test may use: a PostgreSQL of this run's own, unless `DATABASE_URL` names another."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connections
from django.utils import translation

from gamma.running.base.address import VARIABLE, root
from gamma.running.base.trial import trial_server
from gamma.settings.base import database


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
def french() -> Iterator[None]:
    """A test begins in French, whatever language the page that another one read last was in."""
    with translation.override("fr"):
        yield
