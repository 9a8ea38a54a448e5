"""Personal: a port. A room declares what it holds about a person: how it is given to them, and how it is forgotten.

What a person did stays where figures rest on it; who they were goes. `declare` is called by the rooms when the house
opens (`AppConfig.ready`); a person asks by the pages of their account.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gamma.ground.accounts.models import Person


def nobody() -> Iterable[int]:
    """The room gives no part to anyone."""
    return ()


@dataclass(frozen=True)
class Holding:
    """What a room holds. `export` gives it as JSON keeps it; `forget` removes it, or the name from it.

    `parts` gives the keys of the persons who take a part in something: time alone never forgets these.
    """

    export: "Callable[[Person], Any]"
    forget: "Callable[[Person], object]"
    parts: Callable[[], Iterable[int]] = nobody


_HOLDINGS: dict[str, Holding] = {}


def declare(name: str, holding: Holding) -> None:
    """Say what the room `name` holds; once a room."""
    if name in _HOLDINGS:
        raise ValueError(f"what “{name}” holds is declared twice")
    _HOLDINGS[name] = holding


def holdings() -> Mapping[str, Holding]:
    """What each room holds, by its name, in the order in which they were declared."""
    return MappingProxyType(_HOLDINGS)
