"""Places: the address of each rule, its name written as addresses are, and the titles that tell rules apart.

`salarié . contrat . salaire brut` is at `regles/salarié/contrat/salaire-brut/`. Rules of the first model are at the
root, those of another one under its name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from django.conf import settings
from django.urls import reverse

from gamma.services.simulators.documenting.parts import Part, Parts, Sentence
from gamma.services.simulators.rules import engine

NEAR = 5


@dataclass(frozen=True)
class Place:
    """A rule of a model."""

    model: str
    rule: str

    @property
    def path(self) -> str:
        """The end of its address."""
        return written(self.rule) if self.model == models()[0] else f"{self.model}/{written(self.rule)}"


@dataclass(frozen=True)
class Links:
    """Where the rules of a model are, the parameters of a simulation kept."""

    model: str
    query: str = ""

    def href(self, rule: str) -> str:
        """The address of a rule; nothing for one that is not public."""
        if rule not in engine(self.model).rules:
            return ""
        address = reverse("simulators:rule", args=[Place(self.model, rule).path])
        return f"{address}?{self.query}" if self.query else address

    def rule(self, name: str) -> Part:
        """A rule by its title, told apart from the others of that title, linked."""
        return Part(titles(self.model).get(name, name), rule=name, address=self.href(name), french=True)

    def part(self, part: Part) -> Part:
        """A part of a sentence, linked when it is a rule."""
        if not part.rule or part.rule not in titles(self.model):
            return part
        return self.rule(part.rule)

    def parts(self, parts: Iterable[Part]) -> Parts:
        """The parts of a sentence, linked."""
        return tuple(self.part(part) for part in parts)

    def sentence(self, sentence: Sentence) -> Sentence:
        """A sentence whose rules are linked."""
        return replace(sentence, parts=self.parts(sentence.parts))


def models() -> tuple[str, ...]:
    """The names of the models, the usual one first."""
    return tuple(settings.RULE_MODELS)


def written(rule: str) -> str:
    """A name as addresses write it."""
    return rule.replace(" . ", "/").replace(" ", "-")


def named(path: str) -> Place | None:
    """The rule at an address, if there is one."""
    model, _, rest = path.partition("/")
    at = (model, rest) if model in models() else (models()[0], path)
    rule = _rules(at[0]).get(at[1].strip("/"))
    return Place(at[0], rule) if rule else None


def former(path: str) -> Place | None:
    """The rule that bore a short name, in any model."""
    found = ((model, short(model).get(path.strip("/"))) for model in models())
    return next((Place(model, rule) for model, rule in found if rule), None)


def near(path: str) -> list[Place]:
    """The rules whose addresses look most like one that does not exist."""
    found = []
    for model in models():
        ends = {one.rpartition("/")[2]: one for one in reversed(list(_rules(model)))}
        close = get_close_matches(path.strip("/"), _rules(model), NEAR, 0.6)
        close += [ends[one] for one in get_close_matches(path.strip("/").rpartition("/")[2], ends, NEAR, 0.7)]
        found += [Place(model, _rules(model)[one]) for one in dict.fromkeys(close)]
    return found[:NEAR]


@cache
def short(model: str) -> Mapping[str, str]:
    """The short names that some rules bore."""
    given = ((rule.raw.get("identifiant court"), name) for name, rule in engine(model).rules.items())
    return {str(one): name for one, name in given if one}


@cache
def titles(model: str) -> Mapping[str, str]:
    """The title of each public rule, followed by that of its parent when others bear the same."""
    rules = engine(model).rules
    count = Counter(rule.title.casefold() for rule in rules.values())
    return {name: _told_apart(rule.title, count, name, model) for name, rule in rules.items()}


def _told_apart(title: str, count: Mapping[str, int], name: str, model: str) -> str:
    """ "Part employeur (Maladie)": the nearest ancestor whose title says more than the rule's own."""
    if count[title.casefold()] == 1:
        return title
    rules, above = engine(model).rules, name.rpartition(" . ")[0]
    while above:
        other = rules[above].title if above in rules else above.rpartition(" . ")[2]
        if other.casefold() not in title.casefold():
            return f"{title} ({other})"
        above = above.rpartition(" . ")[0]
    return title


@cache
def _rules(model: str) -> Mapping[str, str]:
    return {written(name): name for name in engine(model).rules}
