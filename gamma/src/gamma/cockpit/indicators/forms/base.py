"""What the forms of this room share: parts of a description that are known already, fields that a page goes without."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from gamma.ground.facts import Facts
from gamma.ground.forms.described import FactsForm

Shape = TypeVar("Shape", bound=Facts)


class PartForm(FactsForm[Shape]):
    """`fixed` is what the description says beside what is asked; `without` names the fields not asked for."""

    beside: ClassVar[Sequence[str]] = ()  # fields that are no part of the description

    def __init__(
        self, data: Any = None, *, fixed: Mapping[str, Any] | None = None, without: Iterable[str] = (), **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fixed = dict(fixed or {})
        for name in without:
            del self.fields[name]

    def said(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, and what is known already."""
        asked = {name: value for name, value in cleaned.items() if name not in self.beside}
        return {**super().said(asked), **self.fixed}
