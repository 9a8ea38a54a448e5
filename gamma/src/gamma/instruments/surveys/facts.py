"""What a team may say of a survey, of its questions, of a wave."""

from datetime import date
from typing import Annotated, Self

from django.utils.text import slugify
from pydantic import Field, model_validator

from gamma.ground.facts import Facts, Line, SaidWords, ShortSlug, Slug, Words, refuse
from gamma.ground.texts import Text
from gamma.instruments.surveys.lists import LISTED, Channel, QuestionKind

FEWEST, MOST = 2, 20  # choices
People = Annotated[int, Field(ge=1, le=100_000_000)]


class SurveyFacts(Facts):
    id: Slug
    title: SaidWords
    intro: Words = {}
    thanks: Words = {}
    public: bool = False


class QuestionFacts(Facts):
    """A choice is a line, "Pertinente", or "Pertinente | Relevant" with its English."""

    id: ShortSlug
    kind: QuestionKind
    label: SaidWords
    choices: list[Line] = []
    required: bool = False

    @model_validator(mode="after")
    def _as_its_kind_wants(self) -> Self:
        listed = self.kind in LISTED
        if listed and not FEWEST <= len(self.choices) <= MOST:
            raise refuse("choices", f"écrire de {FEWEST} à {MOST} réponses, une par ligne")
        if self.choices and not listed:
            raise refuse("choices", "une note et une réponse libre n'ont pas de réponses à choisir : vider ce champ")
        names = [one["id"] for one in self.listed]
        if "" in names or len(set(names)) < len(names):
            raise refuse("choices", "deux réponses se confondent, ou l'une est vide : les écrire autrement")
        return self

    @property
    def listed(self) -> list[dict[str, str | Text]]:
        """The choices as they are kept: those of a scale are known by their rank, others by their words."""
        words = [_words(line) for line in self.choices]
        ranked = self.kind is QuestionKind.SCALE
        return [
            {"id": str(rank) if ranked else slugify(one["fr"])[:60], "label": one}
            for rank, one in enumerate(words, start=1)
        ]


def _words(line: str) -> Text:
    french, _bar, english = (part.strip() for part in line.partition("|"))
    return {"fr": french, "en": english} if english else {"fr": french}


def lines(choices: list[dict[str, Text]]) -> list[str]:
    """Choices as the team writes them."""
    return [" | ".join(one["label"].values()) for one in choices]


class WaveFacts(Facts):
    """`asked` is typed only where no letter is sent: letters are counted."""

    id: ShortSlug
    opens: date
    closes: date
    channels: Annotated[list[Channel], Field(min_length=1)]
    reminds: date | None = None
    who: Words = {}
    asked: People | None = None
    population: People | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.closes < self.opens:
            raise refuse("closes", "la vague se termine avant de commencer : corriger l'une des deux dates")
        email = Channel.EMAIL in self.channels
        if self.reminds and not (email and self.opens < self.reminds <= self.closes):
            raise refuse("reminds", "une relance se fait pendant la vague, et seulement de qui est invité par courriel")
        if self.asked and email:
            raise refuse("asked", "les personnes invitées par courriel sont comptées par les lettres : vider ce champ")
        if self.asked and self.population and self.population < self.asked:
            raise refuse("population", "la population compte au moins les personnes interrogées")
        return self
