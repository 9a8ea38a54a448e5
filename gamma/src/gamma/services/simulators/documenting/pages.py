"""Pages: all that the page of a rule shows, prepared to the last word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gamma.ground.api.refusals import Refusal
from gamma.ground.design.shapes import Crumb, Item
from gamma.services.simulators.documenting import definitions, developing, texts, trees
from gamma.services.simulators.documenting.amounts import shown
from gamma.services.simulators.documenting.given import Given
from gamma.services.simulators.documenting.parts import Part, Parts, Sentence, joined, phrase
from gamma.services.simulators.documenting.places import Links, Place, titles
from gamma.services.simulators.documenting.sentences import chain
from gamma.services.simulators.refusing import sentences
from gamma.services.simulators.rules import engine
from publicodes import Link, Page, PublicodesError, Step, Substitution

DEPTH, DEEPEST = 3, 6
"""Rules inside rules: in the tree of a page unless told otherwise, and at most."""


@dataclass(frozen=True)
class Explained:
    """Why a rule is worth what it is: the step of its value and sentences, or what the rules refuse."""

    step: Step | None
    sentences: list[Sentence] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class Related:
    """Rules that have to do with this one; `why` says in what way."""

    why: str
    rules: tuple[Parts, ...]


@dataclass(frozen=True)
class RulePage:
    """The page of a rule. Its texts are in French; what is said about them is in the reader's language."""

    place: Place
    page: Page
    title: str
    crumbs: list[Crumb]
    facts: list[Item]
    description: str
    note: str
    definition: definitions.Told | None
    related: list[Related]
    links: Links
    given: Given
    explained: Explained | None
    tree: trees.Branch | None
    code: developing.Code

    @property
    def value(self) -> str:
        """The value in the situation told."""
        return shown(self.explained.step.amount) if self.explained and self.explained.step else ""

    @property
    def sentences(self) -> list[Sentence]:
        return [self.links.sentence(one) for one in self.explained.sentences] if self.explained else []


def explained(model: str, rule: str, situation: Mapping[str, object], depth: int = DEPTH) -> Explained:
    """Explain the value of a rule in a situation. What the rules refuse is in `refused`; nothing is raised."""
    try:
        step = engine(model).explain(rule, situation=situation, depth=depth).step
    except PublicodesError as error:
        return Explained(None, refused=sentences(error))
    return Explained(step, chain(step))


def rule_page(place: Place, given: Given, documentation: str, depth: int = DEPTH) -> RulePage:
    """The page of a rule; `documentation` is the address of the list of rules."""
    page, links = engine(place.model).document(place.rule), Links(place.model, given.query)
    why = explained(place.model, place.rule, given.situation, min(depth, DEEPEST)) if given.told else None
    return RulePage(
        place=place,
        page=page,
        title=titles(place.model)[place.rule],
        crumbs=_crumbs(place, links, documentation),
        facts=list(_facts(page)),
        description=texts.html(page.description, documentation) if page.description else "",
        note=texts.html(page.note, documentation) if page.note else "",
        definition=definitions.told(page.definition, links) if page.definition else None,
        related=[one for one in _related(page, links) if one.rules],
        links=links,
        given=given,
        explained=why,
        tree=trees.told(why.step, links) if why and why.step else None,
        code=developing.code(place, page, given),
    )


def _crumbs(place: Place, links: Links, documentation: str) -> list[Crumb]:
    """The way back through the namespaces of the name, which are rules themselves."""
    segments = place.rule.split(" . ")
    above = [" . ".join(segments[:length]) for length in range(1, len(segments))]
    rules = engine(place.model).rules
    steps = [Crumb(rules[name].title, links.href(name)) for name in above if name in rules]
    return [Crumb(_("Règles"), documentation), *steps, Crumb(rules[place.rule].title)]


def _facts(page: Page) -> Iterable[Item]:
    yield Item(_("Nom"), page.name)
    if page.unit:
        yield Item(_("Unité"), page.unit)
    if page.default:
        yield Item(_("Valeur par défaut"), page.default)
    if page.choices:
        yield Item(_("Possibilités"), "\n".join(one.title for one in page.choices))
    if page.raw.get("acronyme"):
        yield Item(_("Sigle"), str(page.raw["acronyme"]))


def _related(page: Page, links: Links) -> Iterable[Related]:
    replaces = [one for one in page.replaces if not one.disables]
    replaced = [one for one in page.replaced_by if not one.disables]
    yield Related(_("Elle se décline en"), _linked(page.children, links))
    yield Related(_("Elle utilise"), _linked(page.reads, links))
    yield Related(_("Elle est utilisée par"), _linked(page.read_by, links))
    yield Related(_("Elle remplace"), _replacing(replaces, links))
    yield Related(_("Elle peut être remplacée par"), _replacing(replaced, links))
    yield Related(_("Elle rend non applicable"), _replacing([one for one in page.replaces if one.disables], links))
    disabled = [one for one in page.replaced_by if one.disables]
    yield Related(_("Elle peut être rendue non applicable par"), _replacing(disabled, links))


def _linked(rules: Iterable[Link], links: Links) -> tuple[Parts, ...]:
    return tuple((links.rule(one.name),) for one in rules)


def _replacing(found: Iterable[Substitution], links: Links) -> tuple[Parts, ...]:
    """Other rules, each with where it holds."""
    return tuple(_substitution(one, links) for one in found)


def _substitution(one: Substitution, links: Links) -> Parts:
    name: Parts = (links.rule(one.rule.name),)
    if one.inside:
        return phrase(_("%(name)s, dans le calcul de %(places)s"), name=name, places=_places(one.inside, links))
    if one.outside:
        return phrase(_("%(name)s, sauf dans le calcul de %(places)s"), name=name, places=_places(one.outside, links))
    return name


def _places(rules: Iterable[Link], links: Links) -> Parts:
    groups: list[tuple[Part, ...]] = [(links.rule(one.name),) for one in rules]
    return joined(groups, ", ")
