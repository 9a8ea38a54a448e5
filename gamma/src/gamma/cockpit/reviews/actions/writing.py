"""Writing: what every action of this room does around its own work."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from gamma.cockpit.programme.actions import hold_facts, touch_edition
from gamma.cockpit.programme.models import Edition, Enrolment


@contextmanager
def writing(edition: Edition) -> Iterator[None]:
    """Around a change of what an edition publishes: one writer at a time, told at its end.

    What is changed is read inside: another may have written while one waited.
    """
    with transaction.atomic():
        hold_facts()
        yield
        touch_edition(edition)


def scope(at: Edition | Enrolment) -> str:
    """Where the journal notes what concerns an edition, or a product in it."""
    return f"{at.edition.slug}/{at.product.slug}" if isinstance(at, Enrolment) else at.slug
