"""Index: the rules and the simulators, found by the words people use for them. Made once a process, kept in memory.

Ranking. Each word asked weighs by how rare it is (the logarithm of its inverse frequency), times the field in which it
stands – a title, an acronym, a synonym say more than a description – times how surely it is meant (itself 1, the
beginning of a word 0.6, a slip of the hand 0.4). An entry is kept when it has as many of the words as the best one has.
A title or a name that is exactly what was asked comes first; of two equals, the one nearest to the root.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from gamma.ground.texts import chosen
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.documenting.parts import Part
from gamma.services.simulators.documenting.places import Links, models, titles
from gamma.services.simulators.documenting.vocabulary import Vocabulary, words
from gamma.services.simulators.rules import engine
from publicodes import Engine

TITLE, ALIAS, LAST, NAME, QUESTION, TEXT = 6.0, 6.0, 4.0, 2.0, 2.0, 1.0
EXACTLY = 1_000.0
DEEP, DEEPEST = 0.03, 10
EXCERPT = 180
MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`#>]|<[^>]*>")


@dataclass(frozen=True)
class Entry:
    """What is found: a rule of a model, or a simulator when `model` is empty."""

    model: str
    name: str
    depth: int = 0

    @property
    def link(self) -> Part:
        """Its title and its address, in the reader's language."""
        if self.model:
            return Links(self.model).rule(self.name)
        return Part(chosen(simulators()[self.name].title), address=reverse("simulators:page", args=[self.name]))

    @property
    def excerpt(self) -> str:
        """Its first words."""
        if not self.model:
            return chosen(simulators()[self.name].answers)
        raw = engine(self.model).rules[self.name].raw
        text = " ".join(MARKS.sub(r"\1", str(raw.get("description") or raw.get("question") or "")).split())
        return text if len(text) <= EXCERPT else text[:EXCERPT].rpartition(" ")[0] + "…"


@dataclass(frozen=True)
class Found:
    """What a search finds, the best first."""

    simulators: list[Entry]
    rules: list[Entry]

    @property
    def count(self) -> int:
        return len(self.simulators) + len(self.rules)


@dataclass(frozen=True)
class Root:
    """A first word of rule names: the rule, and how many are below it."""

    link: Part
    below: int


class Index:
    """Entries by word: for each, the best field in which it stands."""

    def __init__(self, entries: Iterable[tuple[Entry, Iterable[tuple[float, str]]]]) -> None:
        self._entries: list[Entry] = []
        self._nearness: list[float] = []
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        self._exactly: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for entry, fields in entries:
            self._add(entry, fields)
        self._vocabulary = Vocabulary(self._weights)

    def _add(self, entry: Entry, fields: Iterable[tuple[float, str]]) -> None:
        number = len(self._entries)
        self._entries.append(entry)
        self._nearness.append(1 - DEEP * min(entry.depth, DEEPEST))
        for weight, text in fields:
            found = words(text)
            if weight >= TITLE or text == entry.name:
                self._exactly[tuple(found)].add(number)
            for word in found:
                self._weights[word][number] = max(weight, self._weights[word].get(number, 0.0))

    def search(self, text: str) -> list[Entry]:
        """The entries for words, the best first."""
        asked = words(text)
        matches = [self._matching(word) for word in dict.fromkeys(asked)]
        scores: dict[int, float] = defaultdict(float)
        counts: dict[int, int] = defaultdict(int)
        for match in matches:
            for number, score in match.items():
                scores[number] += score
                counts[number] += 1
        most = max(counts.values(), default=0)
        kept = [number for number, count in counts.items() if count == most]
        exact = self._exactly.get(tuple(asked), set())
        worth = {number: scores[number] * self._nearness[number] + EXACTLY * (number in exact) for number in kept}
        # Entries are added from the root: of two equals, the nearest to it comes first.
        return [self._entries[number] for number in sorted(kept, key=lambda one: (-worth[one], one))]

    def _matching(self, word: str) -> Mapping[int, float]:
        """What a word brings to each entry."""
        found: dict[int, float] = {}
        for known, sureness in self._vocabulary.like(word).items():
            weights = self._weights[known]
            worth = sureness * math.log(1 + len(self._entries) / len(weights))
            for number, weight in weights.items():
                found[number] = max(found.get(number, 0.0), worth * weight)
        return found


def search(text: str) -> Found:
    """The simulators and the rules for words."""
    found = _index().search(text)
    return Found([one for one in found if not one.model], [one for one in found if one.model])


def roots() -> list[Root]:
    """The rules that no other is above, those with the most rules below first."""
    found = [root for model in models() for root in _roots(model)]
    return sorted(found, key=lambda root: -root.below)


def _roots(model: str) -> Iterator[Root]:
    below: dict[str, int] = defaultdict(int)
    for name in engine(model).rules:
        below[name.partition(" . ")[0]] += 1
    yield from (Root(Links(model).rule(name), count - 1) for name, count in below.items() if name in titles(model))


@cache
def _index() -> Index:
    return Index([*_simulators(), *(one for model in models() for one in _rules(model, engine(model)))])


def _simulators() -> Iterator[tuple[Entry, list[tuple[float, str]]]]:
    for slug, one in simulators().items():
        if one.listed:
            heads = [(TITLE, text) for text in (*one.title.values(), *one.short.values(), slug)]
            yield Entry("", slug), [*heads, *((QUESTION, text) for text in one.answers.values())]


def _rules(model: str, rules: Engine) -> Iterator[tuple[Entry, list[tuple[float, str]]]]:
    for name, rule in sorted(rules.rules.items(), key=lambda one: one[0].count(" . ")):
        aliases = [
            (ALIAS, text) for key in ("acronyme", "acronymes", "synonymes") for text in _texts(rule.raw.get(key))
        ]
        names = [(NAME, name), (LAST, name.rpartition(" . ")[2]), (QUESTION, str(rule.raw.get("question") or ""))]
        said = [(TEXT, text) for key in ("description", "résumé") for text in _texts(rule.raw.get(key))]
        yield Entry(model, name, name.count(" . ")), [(TITLE, rule.title), *aliases, *names, *said]


def _texts(given: object) -> list[str]:
    """A text, or each of a list."""
    return [str(one) for one in given] if isinstance(given, list | tuple) else [str(given)] if given else []
