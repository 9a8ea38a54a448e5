"""Retention: a port. A room declares what it keeps of people, why, and for how long; every night what is past it goes.

To declare, in `AppConfig.ready` of the room: `declare("rental.files", Rule(_("Dossiers de location"), _("…pourquoi"),
"rental.File", 90, actions.forget_files))`, where `forget_files(now)` deletes and returns how many rows there were. Then
a row of docs/data-protection.md names the model and the days: a test of the house compares them.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

log = logging.getLogger("retention")


@dataclass(frozen=True)
class Rule:
    """What is kept, and why (lazy texts, for people); `where` is its model (`room.Model`), `days` how long at most."""

    what: "StrOrPromise"
    why: "StrOrPromise"
    where: str
    days: int
    forget: Callable[[datetime], int]

    def __post_init__(self) -> None:
        if not (self.what and self.why and self.days > 0):
            raise ValueError("a rule of retention says what is kept, why, and how many days at most")


class NotForgotten(Exception):
    """Something is still there that should have been deleted; the log says why."""


_RULES: dict[str, Rule] = {}


def declare(name: str, rule: Rule) -> None:
    """Say what is kept under a name that begins with that of the room; no name is declared twice."""
    if name in _RULES:
        raise ValueError(f"the rule of retention “{name}” is declared twice")
    _RULES[name] = rule


def rules() -> Mapping[str, Rule]:
    """Every rule by its name, in the order in which they were declared."""
    return MappingProxyType(_RULES)


def forget(*, now: datetime) -> dict[str, int]:
    """Delete all that is past its day; a rule that fails keeps no other from its work. Raises NotForgotten."""
    counts = {name: _forget(name, rule, now) for name, rule in _RULES.items()}
    if failed := [name for name, count in counts.items() if count is None]:
        raise NotForgotten(", ".join(failed))
    return {name: count for name, count in counts.items() if count is not None}


def _forget(name: str, rule: Rule, now: datetime) -> int | None:
    try:
        with transaction.atomic():
            count = rule.forget(now)
    except Exception:
        log.exception("retention: %s could not be deleted", name)
        return None
    log.info("retention: %s rows of %s deleted", count, name)
    return count
