"""Models: the lowered form of a set of rules, recalled from the disk or kept there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from publicodes.caching.freezing import freeze
from publicodes.caching.keys import key
from publicodes.caching.pausing import paused
from publicodes.caching.plain import told
from publicodes.caching.store import keep, recall
from publicodes.caching.thawing import thaw
from publicodes.resolving.linking import Model

SMALLEST: Final = 20_000
"""Bytes of rules under which lowering is as fast as the disk."""

DAY: Final = 4
"""Bytes that tell the day a model holds for: none, when it holds for ever."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A set of rules: the key of its model, and its text."""

    key: str
    text: bytes


def identity(rules: Mapping[str, Any], orphans: bool) -> Identity | None:
    """What tells these rules from others; None when they are not plain data."""
    text = told(rules) if rules.__class__ is dict else None
    found = None if text is None else key(b"model", text, bytes([orphans]))
    return None if text is None or found is None else Identity(found, text)


def model(known: Identity | None, today: date, lowered: Callable[[], Model]) -> Model:
    """The model of `known`, from the disk or `lowered`. Raises what `lowered` raises."""
    with paused():
        if known is None or len(known.text) < SMALLEST:
            return lowered()
        return _recalled(known, today) or _kept(known, today, lowered())


def _recalled(known: Identity, today: date) -> Model | None:
    content = recall(f"{known.key}.model")
    if content is None or content[:DAY] not in (_day(None), _day(today)):
        return None
    return thaw(content[DAY:], known.text)


def _kept(known: Identity, today: date, found: Model) -> Model:
    day = today if found.dated else None
    try:
        keep(f"{known.key}.model", _day(day) + freeze(found))
    except (ValueError, KeyError, RecursionError):
        return found
    return found


def _day(day: date | None) -> bytes:
    return (0 if day is None else day.toordinal()).to_bytes(DAY, "big")
