"""Texts: the Markdown of the rules, made HTML that is safe whatever they hold."""

import re
from functools import lru_cache
from urllib.parse import unquote

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

# HTML that a rule holds is shown as text: js-default also refuses addresses that are not http, https or mailto.
_MARKDOWN = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False}).disable("image")
DOCUMENTATION = re.compile(r"^/documentation/")
SHIFT = 2
"""Titles of a rule are under those of the page."""


@lru_cache(maxsize=2_048)
def html(text: str, documentation: str) -> SafeString:
    """A description as HTML; links to the documentation of rules lead under the address `documentation`."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        _lowered(token)
        for inner in token.children or ():
            _led(inner, documentation)
    rendered: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return SafeString(rendered)  # escaped by the renderer


def _lowered(token: Token) -> None:
    """A title two levels lower: h1 is the rule's own."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1]) + SHIFT, 6)}"


def _led(token: Token, documentation: str) -> None:
    """A link to `/documentation/…`, as the service that these rules come from writes it, led to our page."""
    address = str(token.attrs.get("href", ""))
    if token.type == "link_open" and DOCUMENTATION.match(address):
        token.attrSet("href", documentation + DOCUMENTATION.sub("", unquote(address)).strip("/") + "/")
