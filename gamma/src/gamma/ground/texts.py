"""Texts in two languages: a mapping from language to text, and how the one to show is chosen."""

import unicodedata
from collections.abc import Mapping

from django.utils.translation import get_language

Text = dict[str, str]
LANGUAGES = ("fr", "en")


def chosen(text: Mapping[str, str], language: str | None = None) -> str:
    """The text in `language` (the active one by default), or in the language there is."""
    language = language or (get_language() or "fr")[:2]
    return text.get(language) or next((value for value in text.values() if value), "")


def sorting(text: str) -> str:
    """A key that sorts as a French dictionary does: accents and capitals do not count."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return plain.casefold()
