"""Each request is a line of the log: when, what, how long; neither who nor what was asked of the page."""

import logging

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog) -> list[dict[str, object]]:
    caplog.set_level(logging.INFO, logger="site.requests")
    return caplog


def asked(lines) -> dict[str, object]:
    [record] = [one for one in lines.records if one.name == "site.requests"]
    return record.fields


def test_a_page_is_a_line(client, lines) -> None:
    answer = client.get("/mentions-legales/?amount=secret", REMOTE_ADDR="192.0.2.99", HTTP_USER_AGENT="someone")
    found = asked(lines)
    assert found | {"ms": 0} == {
        "method": "GET",
        "path": "/mentions-legales/",
        "status": 200,
        "ms": 0,
        "bytes": len(answer.content),
    }
    assert 0 < found["ms"] < 60_000
    assert not any(word in str(found) for word in ("secret", "192.0.2.99", "someone"))


def test_what_is_not_found_and_what_fails_are_lines_too(client, lines, monkeypatch) -> None:
    client.raise_request_exception = False
    client.get("/nowhere/")
    assert asked(lines)["status"] == 404
    lines.clear()
    monkeypatch.setattr("gamma.cockpit.reports.queries.editions", None)
    client.get("/")
    assert asked(lines)["status"] == 500
