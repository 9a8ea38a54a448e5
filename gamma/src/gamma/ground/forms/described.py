"""Described: a form whose answers make a description (facts); what the description refuses is said beside its field."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.utils.text import slugify
from pydantic import ValidationError

from gamma.ground.facts import Facts
from gamma.ground.sentences import sentence

Shape = TypeVar("Shape", bound=Facts)
INTO = "__"
"""`score__question` is the field `question` of the description that the field `score` holds."""


class FactsForm(forms.Form, Generic[Shape]):
    """Fields bear the names of those of `shape`; `described` is what they came to, once the form is valid.

    `named_from` is the field an empty address (`id`) is made of.
    """

    shape: ClassVar[type[Facts]]
    named_from: ClassVar[str] = "name"
    described: Shape

    def __init__(self, data: Any = None, *, choices: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, listed in (choices or {}).items():
            self.fields[name].list(listed)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Make the description; nothing is told twice of a field that is already wrong."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._describe(cleaned)
        return cleaned

    def _describe(self, cleaned: Mapping[str, Any]) -> None:
        try:
            self.described = self.shape.model_validate(self.said(cleaned))  # type: ignore[assignment]
        except ValidationError as wrong:
            for error in wrong.errors():
                fault = sentence(error)
                self.add_error(
                    self._field_at(error["loc"]), f"{fault.what} : {fault.mend}" if fault.mend else fault.what
                )

    def said(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The answers as the description takes them: empty ones left out, those of a part put together."""
        said: dict[str, Any] = {}
        for name, value in cleaned.items():
            if name == "id" and not value:
                value = self._name_made(cleaned)
            if value not in (None, "", [], {}):
                _place(said, name.split(INTO), value)
        return said

    def _name_made(self, cleaned: Mapping[str, Any]) -> str:
        given = cleaned.get(self.named_from) or ""
        text = given.get("fr", "") if isinstance(given, Mapping) else str(given)
        longest = self.fields["id"].max_length or 80  # type: ignore[attr-defined]
        return slugify(text)[:longest].strip("-")

    def _field_at(self, place: tuple[int | str, ...]) -> str | None:
        names = [str(step) for step in place]
        nested = INTO.join(names[:2])
        return next((name for name in (nested, names[0] if names else "") if name in self.fields), None)


def initial(facts: Facts | Mapping[str, Any]) -> dict[str, Any]:
    """What a form shows of a description that exists already."""
    values = facts.model_dump() if isinstance(facts, Facts) else facts
    shown: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping) and not set(value) <= {"fr", "en"}:
            shown |= {f"{name}{INTO}{inner}": one for inner, one in value.items()}
        else:
            shown[name] = value
    return shown


def _place(said: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        said = said.setdefault(step, {})
    said[path[-1]] = value
