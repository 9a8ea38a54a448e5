"""Definitions: how a rule is computed, the words of the language explained, laid out as nested lists and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from gamma.services.simulators.documenting import formulas
from gamma.services.simulators.documenting.parts import Part, Parts
from gamma.services.simulators.documenting.places import Links
from gamma.services.simulators.documenting.words import AROUND, ROLES, SCALES, WORDS
from publicodes import Definition


@dataclass(frozen=True)
class Told:
    """A part of a definition: `label` the part it plays, `parts` what it is, `items` what it is made of.

    `columns` and `rows` are those of a scale; `more` what bears on the value once it is computed.
    """

    label: str = ""
    parts: Parts = ()
    items: tuple["Told", ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Parts, ...], ...] = ()
    more: tuple["Told", ...] = ()


def told(definition: Definition, links: Links) -> Told:
    """A definition in words, its rules linked."""
    around, inner = _peeled(definition)
    label = _label(definition)
    more = tuple(_around(one, links) for one in around)
    return Told(label, _parts(inner, links), _items(inner, links), *_table(inner, links), more=more)


def _peeled(definition: Definition) -> tuple[list[Definition], Definition]:
    """The words that bear on a value, the nearest to it first, and the value itself."""
    around: list[Definition] = []
    while definition.word in AROUND:
        inner = next((one for one in definition.parts if one.role == "valeur"), None)
        if inner is None:
            break
        around.insert(0, definition)
        definition = inner
    return around, definition


def _around(definition: Definition, links: Links) -> Told:
    """What bears on a value: its words, and the amount or the condition it takes."""
    taken = [told(one, links) for one in definition.parts if one.role != "valeur"]
    label = str(AROUND[definition.word])
    if definition.unit is not None:
        return Told(label, (Part(definition.unit or _("sans unité")),))
    if len(taken) != 1:
        return Told(label, items=tuple(taken))
    return Told(label, taken[0].parts, taken[0].items, taken[0].columns, taken[0].rows, taken[0].more)


def _label(definition: Definition) -> str:
    if definition.role == "si" and definition.place > 1:
        return _("Sinon, si")
    return str(ROLES[definition.role]) if definition.role in ROLES else ""


def _parts(definition: Definition, links: Links) -> Parts:
    """What a value is: the sentence of its word, the rule it reads, or its formula."""
    if definition.word:
        return (Part(str(WORDS.get(definition.word, definition.word))),)
    if definition.rule:
        return (links.rule(definition.rule.name),)
    names = [formulas.Named(one.formula or f"[{one.word}]", _operand(one, links)) for one in definition.parts]
    return formulas.told(definition.formula, names)


def _operand(definition: Definition, links: Links) -> Parts:
    if definition.rule:
        return (links.rule(definition.rule.name),)
    return (Part(formulas.plain(definition.formula) if definition.formula else f"[{definition.word}]"),)


def _items(definition: Definition, links: Links) -> tuple[Told, ...]:
    """What a value is made of; the rules that a formula reads are in its text already, the brackets in a table."""
    inner = definition.parts
    if not definition.word:
        inner = tuple(one for one in inner if one.word)
    elif definition.word in SCALES:
        inner = tuple(one for one in inner if not one.place and one.formula != "1")
    elif definition.word == "contexte":
        return tuple(_set(one, links) for one in inner)
    return tuple(told(one, links) for one in inner)


def _set(definition: Definition, links: Links) -> Told:
    """What a context sets: the rule, named by the role, and the value it takes there."""
    found = told(definition, links)
    if definition.role == "valeur":
        return found
    return Told(_("%(name)s vaut") % {"name": definition.role}, found.parts, found.items, more=found.more)


def _table(definition: Definition, links: Links) -> tuple[tuple[str, ...], tuple[tuple[Parts, ...], ...]]:
    """The brackets of a scale: up to where, and what they give."""
    if definition.word not in SCALES:
        return (), ()
    placed = [one for one in definition.parts if one.place]
    rows = [list(group) for _place, group in groupby(placed, key=lambda one: one.place)]
    columns = (_("Jusqu'à"), _("Montant") if definition.word == "grille" else _("Taux"))
    return columns, tuple(tuple(_row(row, links)) for row in rows)


def _row(row: list[Definition], links: Links) -> Iterator[Parts]:
    ceiling = next((one for one in row if one.role == "plafond"), None)
    yield _cell(ceiling, links) if ceiling else (Part(_("au-delà")),)
    yield from (_cell(one, links) for one in row if one.role != "plafond")


def _cell(definition: Definition, links: Links) -> Parts:
    return _parts(_peeled(definition)[1], links)
