"""Sending: what rooms call to write to someone."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from gamma.ground.mail.jobs import deliver, post


def send(template: str, *, to: str, **words: Any) -> None:
    """Write to an address: `template` is a text whose first line is the subject; its `site` is where the site answers.

    The letter waits in the queue, in the transaction of what it tells of: undone with it, never lost after it.
    """
    subject, _line, body = render_to_string(template, {"site": settings.PUBLIC_URL, **words}).strip().partition("\n")
    letter = {"to": to, "subject": subject.strip(), "body": body.strip() + "\n"}
    if settings.MAIL_DEFERRED:
        deliver.defer(**letter)
    else:
        post(**letter)
