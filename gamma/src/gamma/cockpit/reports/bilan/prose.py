"""Prose: a text in Markdown read into headings, paragraphs and lists of words, in which figures stand by their names.

Markdown here is paragraphs, headings, lists, **bold**, *italic*, [links](https://…) and {{names of figures}}; whatever
else is typed – HTML, pictures, tables – is words like any other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

RULES = ["heading", "list", "emphasis", "link", "escape", "entity", "newline", "balance_pairs", "fragments_join"]
NAME = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
HEADING, PARAGRAPH, BULLETS, NUMBERS = "heading", "paragraph", "bullets", "numbers"


@dataclass(frozen=True)
class Words:
    """A run of words; `href` is where they lead."""

    text: str
    strong: bool = False
    stressed: bool = False
    href: str = ""


@dataclass(frozen=True)
class Name:
    """The place of a figure, by its name."""

    name: str


Line = tuple[Words | Name, ...]


@dataclass(frozen=True)
class Part:
    """A heading or a paragraph, which has one line; or a list, which has several."""

    kind: str
    lines: tuple[Line, ...]


def read(text: str) -> list[Part]:
    """The parts of a text, in order."""
    return list(_parts(iter(_reader().parse(text))))


def named(name: str) -> str:
    """A name as it is typed in a text."""
    return f"{{{{{name}}}}}"


def _parts(tokens: Iterator[Token]) -> Iterator[Part]:
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            yield Part(BULLETS if token.type.startswith("bullet") else NUMBERS, tuple(_items(tokens)))
        elif token.type == "inline":
            yield Part(PARAGRAPH, (_line(token),))
        elif token.type == "heading_open":
            yield Part(HEADING, (_line(next(tokens)),))


def _items(tokens: Iterator[Token]) -> Iterator[Line]:
    """The items of a list and of those inside it, as one list."""
    depth = 1
    item: Line = ()
    for token in tokens:
        if token.type == "inline":
            item = (*item, Words(" "), *_line(token)) if item else _line(token)
        elif token.type in ("list_item_open", "list_item_close", "bullet_list_open", "ordered_list_open") and item:
            yield item
            item = ()
        depth += token.nesting if token.type.endswith(("list_open", "list_close")) else 0
        if not depth:
            return


def _line(inline: Token) -> Line:
    strong = stressed = 0
    href = ""
    found: list[Words | Name] = []
    for token in inline.children or ():
        strong += token.nesting if token.tag == "strong" else 0
        stressed += token.nesting if token.tag == "em" else 0
        if token.tag == "a":
            href = str(token.attrGet("href") or "")
        elif token.type == "figure":
            found.append(Name(token.content))
        elif token.type in ("softbreak", "hardbreak"):
            found.append(Words(" "))
        elif token.content:
            found.append(Words(token.content, bool(strong), bool(stressed), href))
    return tuple(found)


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(RULES)
    reader.inline.ruler.push("figure", _figure)
    reader.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]
    return reader


def _figure(state: StateInline, silent: bool) -> bool:
    found = NAME.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("figure", "", 0).content = found[1]
    state.pos = found.end()
    return True
