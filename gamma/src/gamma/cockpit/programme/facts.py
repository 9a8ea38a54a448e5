"""What a season file may say of an edition, its sources, its products and their levers."""

from gamma.cockpit.programme.lists import LeverKind, PhaseName, SourceKind
from gamma.ground.facts import Address, Facts, Line, Name, PartialDate, SaidWords, Slug, Slugs, Words


class CriterionFacts(Facts):
    id: Slug
    text: SaidWords


class EditionFacts(Facts):
    id: Slug
    label: SaidWords
    operator: Line = ""
    purpose: Words = {}
    starts: PartialDate
    ends: PartialDate
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
    ends: PartialDate = ""
    note: Words = {}


class LeverFacts(Facts):
    id: Slug
    kind: LeverKind
    text: SaidWords
    starts: PartialDate = ""
    ends: PartialDate = ""
    frequency: Words = {}
    sources: Slugs = []


class ProductFacts(Facts):
    id: Slug
    name: Name
    site: Address = ""
    statistics: Address = ""
    problem: Words = {}
    goal: Words = {}
    note: Words = {}
    sponsors: list[Name] = []
    incubators: list[Name] = []
    phases: list[PhaseFacts] = []
    levers: list[LeverFacts] = []
