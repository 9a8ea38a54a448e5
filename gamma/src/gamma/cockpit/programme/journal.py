"""Journal: what was written, as a page tells it, and the links that narrow it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gamma.ground.accounts.models import Person
from gamma.ground.audit import words
from gamma.ground.audit.models import Entry
from gamma.ground.design.shapes import Change, Item

COMMAND = "commande"


@dataclass(frozen=True)
class Line:
    """One thing that was written: what changed of it, or all that was told of a thing made or removed."""

    at: datetime
    who: str
    did: str
    what: str
    subject: str
    changes: list[Change]
    told: list[Item]


@dataclass(frozen=True)
class Choice:
    """A link that narrows the list down; `key` is its word in the address."""

    key: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """Choices of one sort; `name` is their parameter in the address."""

    name: str
    label: str
    choices: list[Choice]


def narrowed(found: QuerySet[Entry], who: str, kind: str) -> QuerySet[Entry]:
    """The entries of one person (or of commands), and of one sort of thing; of all, where nothing is said."""
    if who:
        found = found.filter(person=None if not who.isdecimal() else int(who[:15]))
    return found.filter(model=kind) if kind else found


def lines(found: Iterable[Entry]) -> list[Line]:
    """Entries in words."""
    return [_line(one) for one in found]


def _line(entry: Entry) -> Line:
    changes = words.changes(entry)
    whole = not (entry.before and entry.after)
    told = [Item(one.label, one.after or one.before) for one in changes] if whole else []
    return Line(entry.at, entry.by, words.verb(entry), words.name(entry.model), entry.subject, changes, told)


def filters(found: QuerySet[Entry], who: str, kind: str) -> list[Filter]:
    """Who wrote, and what about, among the entries of a place."""
    plain = found.order_by().select_related(None)
    writers = Person.objects.filter(pk__in=plain.values("person")).order_by("name", "email")
    persons = [(str(person.pk), str(person)) for person in writers]
    if plain.filter(person=None).exists():
        persons.append((COMMAND, _("sans personne : une commande, un fichier")))
    kinds = sorted((words.name(model), model) for model in plain.values_list("model", flat=True).distinct())
    return [
        _filter("qui", _("Par personne"), persons, who),
        _filter("quoi", _("Par sorte"), [(model, name) for name, model in kinds], kind),
    ]


def _filter(name: str, label: str, named: list[tuple[str, str]], chosen: str) -> Filter:
    everything = Choice("", _("tout"), not chosen)
    return Filter(name, label, [everything, *(Choice(key, said, key == chosen) for key, said in named)])
