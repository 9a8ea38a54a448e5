"""Anything that the description allows, and much that it does not: no fault of ours, and only what is described.

Through WSGI, as a server calls it.
"""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gamma.ground.api import limiting
from gamma.services.simulators.api.tables import LINES, PARQUET
from gamma.site.wsgi import application

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CALM = list(HealthCheck)


@schemathesis.serializer(LINES, PARQUET)
def as_it_is(context, value):
    """Tables that the description tells as texts are sent as such."""
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


@pytest.fixture
def calm(db, monkeypatch, counted) -> None:
    """Nobody waits, nothing is counted; a server closes its connections between requests, which asks for the base."""
    monkeypatch.setattr(limiting, "ADDRESS", limiting.Rate(1e9, 10**9))


schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application).include(path_regex="^/api/v1/simulators")


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=CALM, derandomize=True)
def test_it_answers_as_described(calm, case):
    case.call_and_validate(checks=CHECKS)


@pytest.mark.study
@schema.parametrize()
@settings(max_examples=1_000, deadline=None, suppress_health_check=CALM)
def test_it_answers_as_described_at_length(calm, case):
    case.call_and_validate(checks=CHECKS)
