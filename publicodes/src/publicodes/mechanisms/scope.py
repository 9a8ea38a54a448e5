"""Scope: what a mechanism may ask of the reading stage while it reads its part of a rule."""

from datetime import date
from typing import Any, NoReturn, Protocol

from publicodes.core.nodes import Node, Reference
from publicodes.values.units import Unit

Step = str | int


class Scope(Protocol):
    """The rule being read. `keys` are the steps from the mechanism's own key to the part at hand, told in faults."""

    rule: str
    quirks: bool

    @property
    def today(self) -> date:
        """The day that bounds what is left open; asking for it makes the rule depend on it."""

    def node(self, raw: Any, *keys: Step) -> Node:
        """Read an expression, a number or a mechanism object."""

    def nodes(self, raw: Any, *keys: Step) -> list[Node]:
        """Read a list of them."""

    def reference(self, name: Any, *keys: Step, fixed: bool = False) -> Reference:
        """A rule by its name; `fixed` when replacements must not touch it."""

    def declare(self, name: Any, raw: Any, *keys: Step) -> None:
        """Declare a rule nested under the rule being read."""

    def unit(self, text: Any, *keys: Step) -> Unit:
        """Read a unit."""

    def refuse(self, code: str, what: str, *keys: Step, mend: str = "") -> NoReturn:
        """Raise the fault of this part."""
