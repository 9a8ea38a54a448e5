"""Logs: one line for each request, job or fault, without anything by which a person could be known.

A line has a time, a level, where it comes from, what it says, and fields. It is one JSON object on a server (`Lines`),
words on the machine of a developer (`Words`). Neither shows the arguments of a job, which may name someone, nor what
follows the `?` of an address.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

SECRETS = ("token", "key", "code", "secret")  # parts of an address that open something to who knows them


def settings(form: str) -> dict[str, Any]:
    """What `LOGGING` must be for a form, the name of one of the two classes below."""
    told = {name: {"level": "INFO"} for name in ("site.requests", "procrastinate.worker", "retention")}
    # The line of the request tells what these two would: a page that is not found, a host that is not ours.
    doubled = {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}}
    gunicorn = {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"form": {"()": f"gamma.ground.logs.{form}"}},
        "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "form"}},
        "root": {"level": "WARNING", "handlers": ["terminal"]},
        "loggers": told | doubled | gunicorn,
    }


class Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": _time(record), "level": record.levelname.lower(), "from": record.name, **told(record)}
        return json.dumps(line | _error(self, record), ensure_ascii=False, default=str)


class Words(logging.Formatter):
    """One line of words; the story of a fault below it."""

    def format(self, record: logging.LogRecord) -> str:
        said = " ".join(str(value) for value in told(record).values() if value is not None)
        line = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname:7} {said}"
        return "\n".join([line, *_error(self, record).values()])


def told(record: logging.LogRecord) -> dict[str, Any]:
    """What a record says: the fields that we gave it, those of a job, or its message."""
    if fields := getattr(record, "fields", None):
        return dict(fields)
    if job := getattr(record, "job", None):
        duration = getattr(record, "duration", None)
        took = {} if duration is None else {"ms": round(duration * 1_000)}
        return {"what": getattr(record, "action", ""), "job": job["task_name"], "id": job["id"], **took}
    request = getattr(record, "request", None)
    message = record.getMessage()
    return {"what": message.replace(request.path, path(request)) if isinstance(request, HttpRequest) else message}


def path(request: HttpRequest) -> str:
    """The path of an address on one line, what it must not tell replaced by `…`."""
    found, match = request.path, request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name in SECRETS:
            found = found.replace(str(value), "…")
    return escape_uri_path(found).replace("%E2%80%A6", "…")


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _error(formatter: logging.Formatter, record: logging.LogRecord) -> dict[str, str]:
    return {"error": formatter.formatException(record.exc_info)} if record.exc_info and record.exc_info[0] else {}
