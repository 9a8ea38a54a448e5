"""The four formats say the same, lead from every figure to its reading, and take texts for what they are."""

import io
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.computing import computed
from gamma.cockpit.reports.bilan.correcting import said
from gamma.cockpit.reports.bilan.document import Chart
from gamma.cockpit.reports.bilan.printing import html, markdown, paper
from gamma.cockpit.reports.bilan.taking import bilan_files

EVIL = '<script>alert("x")</script> *gras* [lien](http://ailleurs) | #set page(fill: red) $x$'


class Places(HTMLParser):
    """The anchors of a page, and the places its links ask for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.hrefs += [value for name, value in attrs if name == "href"]


@pytest.fixture
def page(document):
    return html.standalone(document).decode()


@pytest.fixture
def pdf(document):
    return PdfReader(io.BytesIO(paper.printed(document)))


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_link_of_the_page_leads_somewhere(page):
    places = Places(page)
    inside = [href[1:] for href in places.hrefs if href.startswith("#")]
    assert len(inside) > 200
    assert set(inside) <= set(places.ids)
    assert len(places.ids) == len(set(places.ids))


def test_every_link_of_the_text_leads_somewhere(document):
    text = markdown.printed(document).decode()
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_the_page_asks_nothing_of_any_server(page):
    assert "script" not in Places(page).tags
    assert not re.search(r'(?:src|href)="(?!#|https://(?:mon-entreprise|www\.dossierfacile|aides-territoires))', page)
    assert "@import" not in page
    assert "url(http" not in page


def test_every_chart_has_its_table(document, page):
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    assert len(charts) >= 8
    assert page.count("<svg") >= len(charts)
    for chart in charts:
        assert len(chart.table.rows) >= len(
            chart.shape.lines[0].points if hasattr(chart.shape, "lines") else chart.shape.points
        )


def test_the_pdf_is_tagged_and_says_the_figures(document, pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("fr")
    assert pdf.metadata.title == document.title
    text = words(" ".join(sheet.extract_text() for sheet in pdf.pages))
    for key, figure in said(document).items():
        if "/t" in key and key.endswith("attainment"):
            assert words(figure) in text, key


def test_the_pdf_is_the_same_each_time(document):
    assert paper.printed(document) == paper.printed(document)


def test_paper_leaves_the_details_of_a_large_edition_to_the_page(document, pdf, monkeypatch):
    monkeypatch.setattr(paper, "MOST", 10)
    short = PdfReader(io.BytesIO(paper.printed(document)))
    text = words(" ".join(sheet.extract_text() for sheet in short.pages))
    assert len(short.pages) < len(pdf.pages)
    assert "Cette édition est trop grande" in text
    assert "Recalculé à partir des séries" in text
    assert "Les sources" in text
    assert "L'évolution" not in text
    assert "D'où viennent les chiffres" not in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_formats_give_the_same_figures(bilan, language):
    document = compose(bilan, language)
    page, text = unescape(html.body(document)), markdown.printed(document).decode()
    pdf = words(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper.printed(document))).pages))
    for key, figure in said(document).items():
        assert figure in page, key
        assert figure in text, key
        assert words(figure).replace(" ", "") in pdf.replace(" ", ""), key


def test_texts_are_never_markup(season_one, today):
    season_one.label = {"fr": EVIL}
    season_one.purpose = {"fr": EVIL}
    season_one.save()
    document = compose(computed(season_one, today), "fr")
    assert "script" not in Places(html.standalone(document).decode()).tags
    assert "\\[lien\\]" in markdown.printed(document).decode()
    text = words(PdfReader(io.BytesIO(paper.printed(document))).pages[0].extract_text())
    assert "#set page(fill: red)" in text


def test_an_empty_edition_has_a_bilan(kept, db):
    kept("format: gamma-season-file/1\nedition: {id: empty, label: Vide, starts: 2020-09, ends: 2021-03}\n")
    files = bilan_files(Edition.objects.get(slug="empty"), date(2026, 9, 1), "fr")
    assert set(files) == {"bilan.html", "bilan.pdf", "bilan.md", "bilan.json"}


@pytest.mark.parametrize(
    "name", ["bilan.html", "bilan.pdf", "bilan.md", "bilan.json", "charts/aides-territoires-alertes.svg"]
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_files_are_served(season_one, client, prefix, name):
    answer = client.get(f"{prefix}/editions/season-1/bilan/{name}")
    assert answer.status_code == 200
    assert len(answer.content) > 500


@pytest.mark.parametrize("address", ["bilan/bilan.exe", "bilan/charts/nothing.svg", "bilan/body.html"])
def test_what_does_not_exist_is_not_found(season_one, client, address):
    assert client.get(f"/editions/season-1/{address}").status_code == 404
