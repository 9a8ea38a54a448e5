"""Writing: what every action of this room does around its own work."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from gamma.cockpit.programme.actions import touch_edition
from gamma.cockpit.programme.models import Edition, Enrolment


@contextmanager
def writing(edition: Edition) -> Iterator[None]:
    """Around a change of what an edition publishes: in one transaction, with word that its facts changed."""
    with transaction.atomic():
        yield
        touch_edition(edition)


def scope(at: Edition | Enrolment) -> str:
    """Where the journal notes what concerns an edition, or a product in it."""
    return f"{at.edition.slug}/{at.product.slug}" if isinstance(at, Enrolment) else at.slug
