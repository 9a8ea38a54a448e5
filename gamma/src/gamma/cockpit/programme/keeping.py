"""Keeping: what was prepared of the facts of an edition is kept until one of them changes, or the day does."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar, cast

from django.core.cache import caches

from gamma.cockpit.programme.models import Edition
from gamma.ground.design.numbers import language

Made = TypeVar("Made")
DAY = 24 * 3600


def kept(name: str, edition: Edition, today: date, make: Callable[[], Made]) -> Made:
    """What holds no words: one for all readers."""
    key = f"{name}:{edition.pk}:{edition.facts_version}:{today}"
    return cast(Made, caches["process"].get_or_set(key, make, DAY))


def kept_in_words(name: str, edition: Edition, today: date, make: Callable[[], Made]) -> Made:
    """What is already in words: one a language."""
    return kept(f"{name}:{language()}", edition, today, make)
