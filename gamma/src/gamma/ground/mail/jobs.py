"""The job that hands letters to the carrier; tried again for a day when it does not answer."""

from django.conf import settings
from django.core.mail import EmailMessage
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

TRIES = 12


@app.task(name="mail.deliver", retry=RetryStrategy(max_attempts=TRIES, exponential_wait=2))
def deliver(*, to: str, subject: str, body: str) -> None:
    """Hand one letter to the carrier."""
    post(to=to, subject=subject, body=body)


def post(*, to: str, subject: str, body: str) -> None:
    """Hand a letter to the carrier of the settings."""
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send()
