"""Anything that the description allows, and much that it does not: no fault of ours, and only what is described.

With a key and without, on a product that exists; through WSGI, as a server calls it.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gamma.ground.api import limiting
from gamma.site.wsgi import application

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CALM = list(HealthCheck)
PLACES = {"edition": "small", "product": "bakery", "indicator": "loaves", "address": "2021-03.article"}

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application).include(path_regex="^/api/v1/programme")


@pytest.fixture
def held():
    """A server closes its connections between requests; the transaction of a test would be lost with them."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def calm(secret, monkeypatch, held) -> str:
    """Nobody waits; the key is told."""
    for name in ("ADDRESS", "KEY"):
        monkeypatch.setattr(limiting, name, limiting.Rate(1e9, 10**9))
    return f"Bearer {secret}"


def asked(case, key, placed):
    """The case as it is drawn, on what exists, or there with the key."""
    if placed != "nowhere":
        case.path_parameters = {name: PLACES[name] for name in case.path_parameters or {}}
    if placed == "with a key":
        case.headers = {**(case.headers or {}), "Authorization": key}
    case.call_and_validate(checks=CHECKS)


WAYS = ("nowhere", "without a key", "with a key")


@pytest.mark.parametrize("placed", WAYS)
@schema.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=CALM, derandomize=True)
def test_it_answers_as_described(calm, case, placed):
    asked(case, calm, placed)


@pytest.mark.study
@pytest.mark.parametrize("placed", WAYS)
@schema.parametrize()
@settings(max_examples=1_000, deadline=None, suppress_health_check=CALM)
def test_it_answers_as_described_at_length(calm, case, placed):
    asked(case, calm, placed)
