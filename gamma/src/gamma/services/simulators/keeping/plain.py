"""Plain: texts of rules and of visitors as plain paragraphs, in the letters that our documents have."""

import re
import unicodedata
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Latin, Greek, Cyrillic, punctuation and a few signs: what the font of the house draws. A tagged PDF refuses the rest.
_FOREIGN = re.compile(
    "[^\x20-\x7e\u00a0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u2009-\u200d\u2010-\u2027\u202f-\u203a"
    "\u20ac\u2212\u2248\u2264\u2265]"
)


def printable(value: Any) -> Any:
    """The same data with every letter that cannot be drawn as a question mark."""
    if isinstance(value, str):
        return _FOREIGN.sub("?", " ".join(unicodedata.normalize("NFC", value).splitlines()))
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    return [printable(item) for item in value] if isinstance(value, list | tuple) else value


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs of a text in Markdown, without its marks; the address of a link follows its words."""
    return [_words(token.children or []) for token in _reader().parse(markdown) if token.type == "inline"]


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("js-default", {"html": False, "linkify": False})


def _words(tokens: list[Token]) -> str:
    words, address = [], ""
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            words.append(f" ({address})" if address.startswith("http") else "")
        else:
            words.append(" " if token.type in ("softbreak", "hardbreak") else token.content)
    return "".join(words).strip()
