"""States: what a value can be besides a number, a boolean or a text."""

from enum import Enum
from typing import Final, Literal, TypeAlias


class Absent(Enum):
    """The two ways of having no value. They differ in every operator: `non` is neither."""

    NOT_APPLICABLE = "not-applicable"
    UNDEFINED = "undefined"

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return self.value


NOT_APPLICABLE: Final = Absent.NOT_APPLICABLE
UNDEFINED: Final = Absent.UNDEFINED

Value: TypeAlias = float | bool | str | Absent
"""A date is a text `DD/MM/YYYY`; a number is always a double."""

Kind: TypeAlias = Literal["number", "boolean", "string", "date"]
State: TypeAlias = Literal["value", "not-applicable", "undefined"]
