"""Shapes: a commune, and what it answers to the rules."""

from dataclasses import dataclass

RULE = "établissement . commune"
RATE = f"{RULE} . taux versement mobilité"


@dataclass(frozen=True)
class Commune:
    """A commune: its code (INSEE), its name, its postal codes, its département in words, its inhabitants.

    No inhabitants (0) where their number is not known. The first postal code is the one it was asked by, if it was.
    """

    code: str
    name: str
    postal_codes: tuple[str, ...]
    department: str
    population: int

    def __str__(self) -> str:
        return f"{self.name} ({self.postal_codes[0]})"

    @property
    def reference(self) -> str:
        """What a form sends to name it, and the postal code it was asked by: « 69123-69003 »."""
        return f"{self.code}-{self.postal_codes[0]}"

    def answers(self) -> dict[str, str]:
        """What a situation says of it, as expressions."""
        return {
            f"{RULE} . nom": _text(self.name),
            f"{RULE} . code postal": _text(self.postal_codes[0]),
            f"{RULE} . département": _text(self.department),
        }


def _text(words: str) -> str:
    """A text as an expression; names hold apostrophes, never double quotes."""
    return f'"{words}"' if "'" in words else f"'{words}'"
