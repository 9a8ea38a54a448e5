"""French typography: the spaces that must not break, put where the writer typed an ordinary one.

Only a space that is already there is changed, so that addresses, times and code are left alone.
"""

import re

from gamma.ground.design.numbers import NARROW, WIDE

# Tags, and the elements whose text is not prose, are passed over; what is left is prose. Tags that follow each other,
# most of a page, are passed over at once.
_KEPT = "pre|code|svg|style|textarea"
_PROSE = re.compile(rf"<({_KEPT})\b.*?</\1>|(?:<(?!(?:{_KEPT})\b)[^>]*>(?:\s+(?=<))?)+|<[^>]*>|([^<]+)", re.DOTALL)
_ANY = re.compile(r"[ \u00a0][;!?%\d]|[ \u202f][:»€]|«[ \u202f]|\b1er ")
_SPACES = [
    (re.compile(r"[ \u00a0]([;!?])"), NARROW + r"\1"),
    (re.compile(r"[ \u202f]([:»])"), WIDE + r"\1"),
    (re.compile(r"«[ \u202f]"), "«" + WIDE),
    (re.compile(r"(\d)[ \u00a0]%"), r"\1" + NARROW + "%"),
    (re.compile(r"(\d)[ \u202f]€"), r"\1" + WIDE + "€"),
    (re.compile(r"(?<!\d)(\d{1,3})[ \u00a0](?=\d{3}(?!\d))"), r"\1" + NARROW),
    (re.compile(r"\b1er (?=[a-zéû])"), "1er" + WIDE),
]


def french(html: str) -> str:
    """The text, or the page, with French no-break spaces in its prose."""
    return _PROSE.sub(lambda match: spaced(match[2]) if match[2] else match[0], html)


def spaced(text: str) -> str:
    """The same for a text without tags."""
    if not _ANY.search(text):  # most of what stands between the tags of a page
        return text
    for pattern, replacement in _SPACES:
        text = pattern.sub(replacement, text)
    return text
