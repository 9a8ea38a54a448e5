"""Prose: texts written in Markdown by others – rules, aids, reviews – as HTML."""

from functools import cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt


def html(text: str) -> SafeString:
    """Paragraphs, lists, links and emphasis; HTML in the text is shown as text, images are not fetched."""
    return SafeString(_reader().render(text))


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("js-default", {"html": False, "linkify": False}).disable("image")
