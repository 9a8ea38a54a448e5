"""Facts: how what comes from outside is described — typed, bounded, refused with a reason, never half-written."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from gamma.ground.figures import plain
from gamma.ground.periods import PeriodError, parse, span
from gamma.ground.texts import LANGUAGES, Text


class Facts(BaseModel):
    """The base of every described thing: unknown fields are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def refuse(code: str, message: str) -> PydanticCustomError:
    """An error of ours inside a description; the message is already a sentence for the reader."""
    return PydanticCustomError(code, "{message}", {"message": message})


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return {"fr": value} if value.strip() else {}
    if isinstance(value, dict):
        unknown = [key for key in value if key not in LANGUAGES]
        if unknown:
            raise refuse("language", f"langue “{unknown[0]}” inconnue : écrire fr ou en")
        return {key: words for key, words in value.items() if words is not None and str(words).strip()}
    return {} if value is None else value


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise refuse("slug", f"“{value}” ne peut pas servir d'adresse : lettres sans accent, chiffres et tirets")
    return value


def _partial(value: str) -> str:
    try:
        if value:
            span(value)
    except PeriodError as error:
        raise refuse("date", str(error)) from error
    return value


def _in_order(value: str, info: ValidationInfo) -> str:
    starts = info.data.get("starts")
    if starts and value and span(starts)[0] > span(value)[1]:
        raise refuse("order", f"la fin ({value}) précède le début ({starts}) : corriger l'une des deux dates")
    return value


def _period(value: str) -> str:
    try:
        return parse(value).text
    except PeriodError as error:
        raise refuse("period", str(error)) from error


def _names(value: list[str]) -> list[str]:
    """Names that are a set, in one order."""
    return sorted(set(value))


_Piece = Annotated[str, StringConstraints(max_length=4_000)]
Words = Annotated[dict[str, _Piece], BeforeValidator(_text)]
SaidWords = Annotated[dict[str, _Piece], BeforeValidator(_text), Field(min_length=1)]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_slug)]
ShortSlug = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_slug)]
Slugs = Annotated[list[Slug], AfterValidator(_names)]
PartialDate = Annotated[str, StringConstraints(max_length=10), AfterValidator(_partial)]
Ends = Annotated[PartialDate, AfterValidator(_in_order)]  # after the field `starts` of the same description
PeriodText = Annotated[str, StringConstraints(max_length=40), AfterValidator(_period)]
Number = Annotated[Decimal, Field(max_digits=18, decimal_places=6), AfterValidator(plain)]
Line = Annotated[str, StringConstraints(max_length=200)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Address = Annotated[str, StringConstraints(max_length=200, pattern=r"^(https?://\S+)?$")]

__all__ = [
    "Address",
    "Ends",
    "Facts",
    "Line",
    "Name",
    "Number",
    "PartialDate",
    "PeriodText",
    "SaidWords",
    "ShortSlug",
    "Slug",
    "Slugs",
    "Text",
    "Words",
    "refuse",
]
