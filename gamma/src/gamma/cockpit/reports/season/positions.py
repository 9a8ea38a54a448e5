"""Positions: YAML read to plain data, every scalar a string, with the line of every value.

Works on the parser's events, without recursion: whatever a file holds, time and memory stay proportional to its
size. What a season never needs (aliases, tags, several documents) is refused rather than interpreted.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from gamma.ground.faults import Fault, quoted

Place = tuple[str | int, ...]
DEEPEST = 20
MOST = 1_000_000
LONGEST = 30_000
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
PROBLEMS = {  # in the words of the parser, the troubles that people meet
    "could not find expected ':'": "un “:” manque",
    "did not find expected key": "ligne mal alignée",
    "did not find expected '-' indicator": "ligne mal alignée, ou tiret manquant",
    "did not find expected ',' or '}'": "une virgule ou une accolade manque",
    "did not find expected ',' or ']'": "une virgule ou un crochet manque",
    "mapping values are not allowed in this context": "“: ” au milieu d'un texte, ou ligne mal alignée",
    "block sequence entries are not allowed in this context": "tiret mal placé",
    "found character that cannot start any token": "tabulation ou caractère réservé en début de valeur",
    "found unexpected end of stream": "un guillemet n'est pas fermé",
    "exceeded maximum nesting depth": "trop de niveaux imbriqués",
}
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Unreadable(Exception):
    """The text is not a document that can be read; holds the one fault that stops the reading."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


@dataclass
class Document:
    """Plain data (mappings, lists, strings, None) and, for each place in it, the line where it stands."""

    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int | None:
        """The line of a place, or of the nearest thing that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def read(text: str) -> Document:
    """Read one YAML document; raise Unreadable at the first thing that cannot be."""
    builder = _Builder()
    found = FORBIDDEN.search(text)
    if found:
        raise Unreadable(_unprintable(text.count("\n", 0, found.start()) + 1))
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise Unreadable(_syntax(error)) from error
    return builder.document


def _syntax(error: yaml.YAMLError) -> Fault:
    mark: Any = getattr(error, "problem_mark", None)
    problem = PROBLEMS.get(getattr(error, "problem", None) or "", "")
    return Fault(
        f"ce n'est pas du YAML lisible{problem and f' ({problem})'}",
        "vérifier l'alignement de la ligne et de la précédente, et mettre entre guillemets un texte avec “: ” ou “#”",
        line=mark.line + 1 if mark else None,
    )


def _unprintable(line: int) -> Fault:
    return Fault("le texte contient un caractère de contrôle", "le retirer, et enregistrer le fichier en UTF-8", line)


@dataclass
class _Level:
    """A mapping or a list being filled."""

    holder: dict[str, Any] | list[Any]
    place: Place
    key: str | None = None


class _Builder:
    def __init__(self) -> None:
        self.document = Document()
        self.levels: list[_Level] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(line)
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(Fault("les ancres et les renvois (& et *) sont refusés", "recopier la valeur", line))
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.levels.pop()

    def _document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Unreadable(Fault("le fichier contient plusieurs documents", "n'en garder qu'un par fichier", line))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        _untagged(event, line)
        if FORBIDDEN.search(event.value):
            raise Unreadable(_unprintable(line))
        level = self.levels[-1] if self.levels else None
        if level and isinstance(level.holder, dict) and level.key is None:
            self._key(level, event.value, line)
        else:
            self._put(None if event.style is None and event.value in NOTHING else event.value, line)

    def _open(self, event: yaml.CollectionStartEvent, line: int) -> None:
        _untagged(event, line)
        if len(self.levels) >= DEEPEST:
            raise Unreadable(Fault(f"plus de {DEEPEST} niveaux imbriqués", "aplatir le fichier", line))
        holder: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.levels.append(_Level(holder, self._put(holder, line)))

    def _key(self, level: _Level, key: str, line: int) -> None:
        if key in level.holder:
            first = self.document.lines[(*level.place, key)]
            raise Unreadable(
                Fault(f"{quoted(key)} est écrit deux fois (déjà ligne {first})", "garder un seul des deux", line)
            )
        level.key = key
        self.document.lines[(*level.place, key)] = line

    def _put(self, value: Any, line: int) -> Place:
        """Hang a value where the reading stands and note its line."""
        if not self.levels:
            self.document.data = value
            return ()
        level = self.levels[-1]
        if isinstance(level.holder, list):
            place: Place = (*level.place, len(level.holder))
            level.holder.append(value)
            if len(level.holder) > LONGEST:
                mend = "importer les longues séries en CSV : gamma import"
                raise Unreadable(Fault(f"une liste de plus de {LONGEST} éléments", mend, line))
        elif level.key is None:
            raise Unreadable(Fault("un nom de champ ne peut être ni une liste ni un bloc", "écrire un mot", line))
        else:
            place = (*level.place, level.key)
            level.holder[level.key] = value
            level.key = None
        self.document.lines[place] = line
        if len(self.document.lines) > MOST:
            raise Unreadable(Fault(f"plus de {MOST} valeurs", "importer les longues séries en CSV", line))
        return place


def _untagged(event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
    if event.tag not in (None, "!"):
        raise Unreadable(Fault(f"l'étiquette {quoted(event.tag)} est refusée", "écrire la valeur seule", line))
