"""Menus: a port. The base page shows what is declared here; the doors of the house (`site`) declare it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Entry:
    """A link of a menu; `label` may be lazily translated, `route` is the name of an address."""

    label: "StrOrPromise"
    route: str


MENUS: dict[str, list[Entry]] = defaultdict(list)


def declare(menu: str, *entries: Entry) -> None:
    """Say what a menu ("main", "footer") holds; saying it again replaces it."""
    MENUS[menu] = list(entries)
