"""A caller of the API: what it sends and what it gets back."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client

from gamma.ground.api import limiting

ROOT = "/api/v1/simulators"
GROSS = "salarié . contrat . salaire brut"
NET = "salarié . rémunération . net . à payer avant impôt"


@pytest.fixture(autouse=True)
def buckets(monkeypatch) -> limiting.Buckets:
    """Each test begins with all its tokens."""
    fresh = limiting.Buckets()
    monkeypatch.setattr(limiting, "BUCKETS", fresh)
    return fresh


@pytest.fixture
def counted(monkeypatch) -> Iterator[list[dict]]:
    """What is counted, for tests that need no base."""
    found: list[dict] = []
    monkeypatch.setattr("gamma.services.simulators.actions.count", lambda _what, **told: found.append(told))
    return found


@pytest.fixture
def ask(client: Client, counted) -> Callable:
    """Evaluate: the status and the answer."""

    def asking(body, query="", **headers):
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        kind = headers.pop("content_type", "application/json")
        answer = client.post(f"{ROOT}/evaluate{query}", sent, content_type=kind, **headers)
        return answer.status_code, answer.json()

    return asking


@pytest.fixture
def run(client: Client, counted) -> Callable:
    """Batch: the status, and what comes back."""

    def running(table, kind="text/csv", **query):
        sent = table.encode() if isinstance(table, str) else table
        answer = client.post(f"{ROOT}/batch?{urlencode(query, doseq=True)}", sent, content_type=kind)
        if not answer.streaming:
            return answer.status_code, answer.json()
        return answer.status_code, b"".join(answer.streaming_content)

    return running
