"""Parts: a sentence is made of texts, some of which are links to a rule or to a text of the law."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Part:
    """A piece of a sentence. `rule` is the name of the rule that `text` is the title of; `address` where it leads.

    `french` tells words of the rules, which are in French whatever the language of the page.
    """

    text: str
    rule: str = ""
    address: str = ""
    french: bool = False


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence in the language of the page."""

    parts: Parts

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


def rule_part(name: str, title: str) -> Part:
    """The title of a rule, which leads to its page."""
    return Part(title or name, rule=name, french=True)


def phrase(template: str, **given: str | Parts) -> Parts:
    """A translated text whose `%(placeholders)s` are texts or parts: `phrase(_("%(name)s : …"), name=…)`."""
    found: list[Part] = []
    for index, piece in enumerate(PLACEHOLDER.split(template)):
        found += _parts(given[piece]) if index % 2 else _parts(piece)
    return merged(found)


def joined(groups: Sequence[Parts], between: str) -> Parts:
    """Groups of parts one after another."""
    found: list[Part] = []
    for index, group in enumerate(groups):
        found += [Part(between), *group] if index else group
    return merged(found)


def merged(parts: Iterable[Part]) -> Parts:
    """The same parts, plain texts that follow one another made one."""
    found: list[Part] = []
    for part in parts:
        if found and _plain(found[-1]) and _plain(part):
            found[-1] = Part(found[-1].text + part.text)
        elif part.text:
            found.append(part)
    return tuple(found)


def _parts(given: str | Parts) -> Parts:
    return (Part(given),) if isinstance(given, str) else given


def _plain(part: Part) -> bool:
    return not (part.rule or part.address or part.french)
