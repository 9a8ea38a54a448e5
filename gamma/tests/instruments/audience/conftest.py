"""Products that are measured, and a counter whose clock a test sets."""

from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from django.db import connection

from gamma.cockpit.programme.models import Product
from gamma.instruments.audience.collecting.counting import Counter
from gamma.instruments.audience.lists import Mode
from gamma.instruments.audience.models import Site
from gamma.settings.base import dsn

BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
HOST = "service.exemple.fr"


@pytest.fixture
def make_site(transactional_db) -> Iterator[Callable[..., Site]]:
    """A product measured in a mode. What is in the base is seen by the collector, which has connections of its own."""

    def make(slug: str = "essai", mode: Mode = Mode.EXEMPT) -> Site:
        product, _new = Product.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
        known = {"contact": "Prise de contact", "candidature": "Candidature"}
        return Site.objects.create(product=product, mode=mode, key=f"{slug}{mode[0]}", hosts=[HOST], actions=known)

    yield make
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits JOIN pg_class ON oid = inhparent "
            "WHERE relname LIKE 'audience\\_%%event'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {name}")


@pytest.fixture
def site(make_site) -> Site:
    return make_site()


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def counting(clock: Callable[[], datetime]):
    """A counter that lives on the base of the tests."""
    counter = Counter(dsn(connection.settings_dict), clock)
    await counter.open()
    try:
        yield counter
    finally:
        await counter.close()
