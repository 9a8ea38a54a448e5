"""A line of the log: what happened, nothing of whom."""

import json
import logging
import logging.config
import sys

import pytest
from django.urls import resolve

from gamma.ground import logs
from gamma.ground.logs import Lines, Words

JOB = {"task_name": "mail.send", "id": 7, "call_string": "mail.send[7](to='someone@example.org')", "task_kwargs": {}}


def record(message: str = "%s happened", *values: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("a.room", logging.WARNING, __file__, 1, message, values, None)
    made.created = 1_793_600_000.25
    vars(made).update(more)
    return made


def line(made: logging.LogRecord) -> dict[str, object]:
    text = Lines().format(made)
    assert "\n" not in text
    return json.loads(text)


def test_a_message_is_one_object() -> None:
    assert line(record("%s\nhappened", "é")) == {
        "time": "2026-11-02T06:13:20.250+00:00",
        "level": "warning",
        "from": "a.room",
        "what": "é\nhappened",
    }


def test_fields_take_the_place_of_the_message() -> None:
    found = line(record("request", fields={"path": "/", "ms": 1.5}))
    assert (found["path"], found["ms"], "what" in found) == ("/", 1.5, False)


@pytest.mark.parametrize("form", [Lines, Words])
def test_what_a_job_was_given_and_gave_is_left_out(form) -> None:
    made = record(JOB["call_string"], job=JOB, action="job_success", duration=0.0421, result="someone@example.org")
    text = form().format(made)
    assert "someone" not in text
    assert all(word in text for word in ("job_success", "mail.send", "7", "42"))


def test_a_fault_keeps_its_story_on_the_same_line() -> None:
    try:
        raise ValueError("no\nway")
    except ValueError:
        found = line(record(exc_info=sys.exc_info()))
    assert found["error"].startswith("Traceback")
    assert "no\nway" in found["error"]


def test_words_are_read_by_a_person() -> None:
    text = Words().format(record("request", fields={"method": "GET", "path": "/", "bytes": None}))
    assert text.split(maxsplit=1)[1] == "WARNING GET /"


def test_what_opens_a_link_is_in_no_path_nor_message(rf) -> None:
    request = rf.get("/simulateurs/garde/opensesame/?a=secret")
    request.resolver_match = resolve(request.path)
    assert logs.path(request) == "/simulateurs/garde/…/"
    found = line(record("%s: %s", "Gone", request.path, request=request))
    assert found["what"] == "Gone: /simulateurs/garde/…/"


def test_a_path_is_one_line(rf) -> None:
    assert logs.path(rf.get("/a%0Ab/é")) == "/a%0Ab/%C3%A9"


@pytest.mark.parametrize("form", ["Lines", "Words"])
def test_the_settings_are_accepted(form) -> None:
    logging.config.DictConfigurator(logs.settings(form))
    formatter = logs.settings(form)["formatters"]["form"]["()"]
    assert formatter == f"gamma.ground.logs.{getattr(logs, form).__name__}"
