"""Notes: what is remarkable in a step of an explanation: facts, worded here in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from publicodes.values.formatting import Language

Fact: TypeAlias = Literal[
    "answered",
    "set",
    "default",
    "unanswered",
    "replaces",
    "disabled",
    "excluded",
    "applied",
    "only",
    "solved",
    "circular",
]


@dataclass(frozen=True, slots=True)
class Note:
    """A fact, and the rule or the word it is about: its name, and the title to show.

    `answered` the situation says so · `set` a context or a solution says so · `default` its default was taken ·
    `unanswered` nobody said · `replaces` it stands in the place of that rule · `disabled` that parent does not apply ·
    `excluded` that condition excludes it · `applied` that bound bears on the value · `only` the only possibility left ·
    `solved` found for that rule to have the value it was given · `circular` found for the rule to agree with itself.
    """

    fact: Fact
    name: str = ""
    title: str = ""

    def text(self, language: Language = "fr") -> str:
        return PHRASES[language][self.fact].format(self.title or self.name)


PHRASES: Final[dict[Language, dict[Fact, str]]] = {
    "fr": {
        "answered": "réponse donnée",
        "set": "fixé ici",
        "default": "valeur par défaut",
        "unanswered": "sans réponse",
        "replaces": "remplace « {} »",
        "disabled": "à cause de « {} »",
        "excluded": "écarté : {}",
        "applied": "appliqué",
        "only": "seule possibilité",
        "solved": "trouvé pour que « {} » ait la valeur donnée",
        "circular": "trouvé pour s'accorder avec lui-même",
    },
    "en": {
        "answered": "as answered",
        "set": "set here",
        "default": "by default",
        "unanswered": "not answered",
        "replaces": "replaces « {} »",
        "disabled": "because of « {} »",
        "excluded": "excluded: {}",
        "applied": "applied",
        "only": "the only possibility",
        "solved": "found for « {} » to have the value it was given",
        "circular": "found for the rule to agree with itself",
    },
}
