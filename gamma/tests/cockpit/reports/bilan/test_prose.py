"""Texts in Markdown become the same words in every format; a figure they name leads to its reading; HTML is words."""

import io

import pytest
from pypdf import PdfReader

from gamma.cockpit.reports.bilan import prose
from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.composing.lookup import Lookup
from gamma.cockpit.reports.bilan.composing.naming import Names
from gamma.cockpit.reports.bilan.content import Bilan, TextPiece, digest
from gamma.cockpit.reports.bilan.correcting import said
from gamma.cockpit.reports.bilan.document import Mark, Paragraph, Quoted
from gamma.cockpit.reports.bilan.printing import html, markdown, paper

TEXT = """\
Il y a eu {{visiteurs-mensuels@2020-12}} : **la cible** est *presque* {{visiteurs-mensuels#verdict:t1}}.

## Pourquoi

- un [article](https://beta.gouv.fr/), et [un piège](javascript:alert)
- <script>alert("x")</script>
  - dedans

1. d'abord
2. ensuite
"""
KEY = "aides-territoires/visiteurs-mensuels/2020-12.blog-2021-01-15"


@pytest.fixture
def written(read_bilan):
    texts = [
        TextPiece(product="", section="introduction", text={"fr": "Une année **particulière**."}),
        TextPiece(product="aides-territoires", section="worked", text={"fr": TEXT}),
    ]
    return read_bilan.model_copy(update={"texts": texts})


def test_a_bilan_without_texts_is_what_it_was_before_there_were_any(read_bilan):
    """Its content names no text, so that the digest of what was published holds."""
    content = read_bilan.model_dump(mode="json")
    assert {"texts", "acknowledged"} & set(content) == set()
    assert digest(content) == "582436d9492d1d68207400e144ab8bf20709ecb5c0d7a6c78f69355c62ee4934"


def test_texts_are_part_of_the_digest_and_come_back_the_same(written):
    content = written.model_dump(mode="json")
    assert digest(content) != digest(written.model_copy(update={"texts": []}).model_dump(mode="json"))
    assert Bilan.model_validate(content) == written


def test_a_figure_in_a_text_is_a_figure_of_the_document(written):
    document = compose(written, "fr")
    block = next(block for block in document.blocks if isinstance(block, Paragraph) and block.runs[0] == "Il y a eu ")
    figure = next(run for run in block.runs if isinstance(run, Quoted))
    assert (figure.key, figure.href) == (KEY, f"#{KEY.replace('/', ':')}")
    assert figure.text == said(document)[KEY]
    assert [run.verdict for run in block.runs if isinstance(run, Mark)] == ["met"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_formats_say_the_same_words(written, language):
    document = compose(written, language)
    page, text = html.body(document), markdown.printed(document).decode()
    pdf = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper.printed(document))).pages)
    for words in ("Il y a eu", "particulière", "Pourquoi", "dedans", "ensuite"):
        assert words in page
        assert words in text
        assert words in " ".join(pdf.split())
    assert "<em>presque</em>" in page
    assert "*presque*" in text
    assert '<ol class="prose"><li>d&#x27;abord' in page
    assert "2. ensuite" in text


def test_what_is_no_markdown_of_ours_is_words(written):
    page = html.body(compose(written, "fr"))
    assert 'href="https://beta.gouv.fr/"' in page
    assert "[un piège](javascript:alert)" in page
    assert "<script" not in page


def test_a_section_opens_where_its_correction_would_stand(written):
    assert "<!--notice:texts/aides-territoires/worked-->" in html.body(compose(written, "fr"))


def test_every_figure_has_a_name_and_every_name_a_figure(read_bilan):
    names = Names(Lookup(read_bilan))
    keys = {row.run.key.removesuffix("/verdict") for row in names.listed}
    assert set(Lookup(read_bilan).readings) <= keys
    assert all(names.find(row.name) == row for row in names.listed)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("visiteurs-mensuels@2020-12", "17\u202f936\u00a0visiteurs"),
        ("aides-territoires/visiteurs-mensuels@2020-12.blog-2021-01-15", "17\u202f936\u00a0visiteurs"),
        ("visiteurs-mensuels#cible:t1", "15\u202f000\u00a0visiteurs"),
        ("visiteurs-mensuels#atteinte:t1", "119,6\u202f%"),
        ("alertes#atteinte", "120\u202f%"),
        ("alertes#verdict", "dépassé"),
        ("mon-entreprise/visites-mensuelles@2020-09#sur-un-an", "+77\u202f%"),
        ("programme#cibles-atteintes", "5 sur 6"),
    ],
)
def test_what_a_name_gives(read_bilan, name, says):
    found = Names(Lookup(read_bilan)).find(name, "aides-territoires")
    assert found is not None
    assert found.run.text == says


def test_a_name_that_is_none_tells_the_nearest(read_bilan):
    names = Names(Lookup(read_bilan))
    assert names.find("visiteur-mensuels@2020-12", "aides-territoires") is None
    assert "visiteurs-mensuels@2020-12" in names.mend("visiteur-mensuels@2020-12", "aides-territoires")


def test_a_period_that_two_sources_tell_of_is_named_with_its_source(read_bilan):
    names = Names(Lookup(read_bilan))
    path = "aides-territoires/visiteurs-mensuels"
    assert names.find(f"{path}@2021-03") is None
    assert "2021-03.blog-2021-05-11" in names.mend(f"{path}@2021-03")


def test_emphasis_and_links_are_read():
    part = prose.read("a *b* **c** [d](https://e.fr) {{ f#g }}")[0]
    assert [type(piece).__name__ for piece in part.lines[0]].count("Name") == 1
    assert part.lines[0][-1] == prose.Name("f#g")
