"""Keeping: what was prepared of the facts of an edition is kept until one of them changes, or the day does.

It is handed out as it is, since a copy would take longer than much of what a page computes: no reader changes it.
"""

from collections.abc import Callable, Hashable
from datetime import date
from threading import RLock
from typing import TypeVar

from cachetools import LRUCache, cached

from gamma.cockpit.programme.models import Edition
from gamma.ground.design.numbers import language

Made = TypeVar("Made")
MOST = 500  # the page of a product over five years is 0.2 MB


def _version(name: Hashable, edition: Edition, today: date, _make: object) -> Hashable:
    return name, edition.pk, edition.facts_version, today


@cached(LRUCache(MOST), _version, RLock())
def kept(name: Hashable, edition: Edition, today: date, make: Callable[[], Made]) -> Made:  # noqa: ARG001 – read by _version
    """What holds no words: one for all readers."""
    return make()


def kept_in_words(name: Hashable, edition: Edition, today: date, make: Callable[[], Made]) -> Made:
    """What is already in words: one a language."""
    return kept((name, language()), edition, today, make)
