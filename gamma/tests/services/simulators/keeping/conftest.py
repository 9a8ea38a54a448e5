"""The addresses of what is kept beside those of the site; files read back apart from what wrote them."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import polars as pl
import pytest
from django.conf.urls.i18n import i18n_patterns
from django.urls import clear_url_caches, include, path
from pypdf import PdfReader

from gamma.services.simulators import urls as simulators
from gamma.services.simulators.keeping import urls as keeping
from gamma.site import urls as site

BOOK = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SPACES = re.compile(r"[\s\u00a0\u202f]+")


@pytest.fixture(autouse=True)
def addresses(settings):
    both = (keeping.urlpatterns + simulators.urlpatterns, "simulators")
    ours = i18n_patterns(path("simulateurs/", include(both)), prefix_default_language=False)
    settings.ROOT_URLCONF = (*ours, *site.urlpatterns)
    clear_url_caches()
    yield
    clear_url_caches()


def plain(text: str) -> str:
    """A text without its tags, every space an ordinary one."""
    return SPACES.sub(" ", unescape(re.sub(r"<[^>]+>", " ", text))).strip()


@pytest.fixture
def said() -> Callable[[bytes], str]:
    """The words of a PDF."""
    return lambda body: plain(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages))


@pytest.fixture
def lines() -> Callable[[str], list[tuple[str, str]]]:
    """The figures that a page lists: titles and values."""
    listed = re.compile(r"<dt><a [^>]*>(.*?)</a>.*?</dt><dd>(.*?)</dd>")
    return lambda html: [(plain(title), plain(value)) for title, value in listed.findall(html)]


@pytest.fixture
def fields() -> Callable[[str], list[tuple[str, str]]]:
    """The amounts at the top of a page: the rule, and what its field holds with its unit."""
    field = re.compile(
        r'<input type="text" id="[^"]*" name="([^"]*)" value="([^"]*)"[^>]*>\s*<span class="amount-unit"[^>]*>(.*?)<'
    )
    return lambda html: [(unescape(name), plain(f"{value} {unit}")) for name, value, unit in field.findall(html)]


@pytest.fixture
def sheets() -> Callable[[bytes], dict[str, pl.DataFrame]]:
    return lambda body: _sheets(ZipFile(BytesIO(body)))


def _sheets(book: ZipFile) -> dict[str, pl.DataFrame]:
    strings = ["".join(one.itertext()) for one in _tree(book.read("xl/sharedStrings.xml"))]
    named = [one.get("name") for one in _tree(book.read("xl/workbook.xml")).iter(f"{BOOK}sheet")]
    return {name: _frame(book.read(f"xl/worksheets/sheet{place}.xml"), strings) for place, name in enumerate(named, 1)}


def _tree(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 - made by the test itself


def _frame(xml: bytes, strings: list[str]) -> pl.DataFrame:
    assert b"<hyperlink" not in xml, "a link"
    rows = [
        {re.sub(r"\d", "", cell.get("r")): _value(cell, strings) for cell in row}
        for row in _tree(xml).iter(f"{BOOK}row")
    ]
    head, *rest = rows
    return pl.DataFrame({name: [row.get(column) for row in rest] for column, name in head.items()}, strict=False)


def _value(cell, strings: list[str]) -> str | float | None:
    assert cell.find(f"{BOOK}f") is None, "a formula"
    found = cell.find(f"{BOOK}v")
    if found is None:
        return None
    return strings[int(found.text)] if cell.get("t") == "s" else float(found.text)
