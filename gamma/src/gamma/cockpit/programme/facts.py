"""What a season file, or a person in a form, may say of an edition, its sources, its products and their levers."""

from typing import Annotated

from pydantic import AfterValidator

from gamma.cockpit.programme.lists import LeverKind, PhaseName, SourceKind
from gamma.ground.facts import Address, Ends, Facts, Line, Name, PartialDate, SaidWords, Slug, Slugs, Words, refuse
from gamma.ground.faults import quoted

PAGES = ("bilan", "donnees", "sources", "commanditaire", "personnes", "journal", "modifier", "criteres", "services")
"""Words that stand, in addresses, where those of the products of an edition do."""
BEGUN = ("nouvelle", "programme", "selection", "applications", "accounts")
"""Words that stand where those of the editions do: in addresses, and as the places of the journal."""


def _no_page(value: str) -> str:
    if value in PAGES:
        mend = f"choisir un autre id que {', '.join(PAGES)}"
        raise refuse("taken", f"{quoted(value)} est déjà l'adresse d'une page de l'édition : {mend}")
    return value


def _no_verb(value: str) -> str:
    if value in BEGUN:
        raise refuse("taken", f"{quoted(value)} est déjà l'adresse d'une page du site : choisir un autre id")
    return value


def _once(value: list[str]) -> list[str]:
    twice = next((name for name in value if value.count(name) > 1), None)
    if twice is not None:
        raise refuse("twice", f"{quoted(twice)} est dit deux fois : n'en garder qu'un")
    return value


EditionSlug = Annotated[Slug, AfterValidator(_no_verb)]
ProductSlug = Annotated[Slug, AfterValidator(_no_page)]
Parts = Annotated[list[Name], AfterValidator(_once)]


class CriterionFacts(Facts):
    id: Slug
    text: SaidWords


class EditionFacts(Facts):
    id: EditionSlug
    label: SaidWords
    operator: Line = ""
    purpose: Words = {}
    starts: PartialDate
    ends: Ends
    criteria: list[CriterionFacts] = []


class SourceFacts(Facts):
    id: Slug
    title: SaidWords
    kind: SourceKind
    published: PartialDate = ""
    url: Address = ""
    became: Slug | None = None
    note: Words = {}


class PhaseFacts(Facts):
    name: PhaseName
    starts: PartialDate = ""
    ends: Ends = ""
    note: Words = {}


class LeverFacts(Facts):
    id: Slug
    kind: LeverKind
    text: SaidWords
    starts: PartialDate = ""
    ends: Ends = ""
    frequency: Words = {}
    sources: Slugs = []


class ProductFacts(Facts):
    id: ProductSlug
    name: Name
    site: Address = ""
    statistics: Address = ""
    problem: Words = {}
    goal: Words = {}
    note: Words = {}
    sponsors: Parts = []
    incubators: Parts = []
    phases: list[PhaseFacts] = []
    levers: list[LeverFacts] = []
