"""A document is tagged, says its language and title, keeps texts as texts, and is the same each time."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from gamma.ground.design.charts import Line, Point, Series, line_svg
from gamma.ground.pdf import typesetting

MADE = datetime(2021, 5, 11, 12, tzinfo=UTC)
TEMPLATES = Path(__file__).parent / "templates"
HOSTILE = '#panic("no") *bold* _x_ $1+1$ \\ " <label> @ref // comment'


@pytest.fixture(autouse=True)
def templates(monkeypatch):
    typesetting._source.cache_clear()
    monkeypatch.setattr(typesetting, "get_app_template_dirs", lambda _: (TEMPLATES,))
    yield
    typesetting._source.cache_clear()


@pytest.fixture
def chart():
    points = tuple(Point(date(2021, month, 1), date(2021, month + 1, 1), 10 * month, "mois") for month in (1, 2, 3))
    return line_svg(Series("Les comptes montent", "comptes", (Line(points),))).encode()


def document(chart, language="fr", **changes):
    data = {
        "kicker": "Première édition",
        "lead": "17 936 comptes : c'est plus que prévu !",
        "first": "Comptes créés",
        "columns": ["Mois", "Comptes", "Verdict"],
        "rows": [["mars 2021", "17 936", HOSTILE]],
        "alt": "Courbe des comptes",
        "link": "https://example.org/a?b=1&c=2",
    }
    options = {"title": "Bilan de l'édition", "language": language, "made": MADE}
    return typesetting.typeset("pdf_tests/sample.typ", data | changes, {"chart.svg": chart}, **options)


def test_it_is_tagged_and_says_its_language_and_title(chart):
    catalogue = PdfReader(BytesIO(document(chart))).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]["/K"]
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_its_title_and_date_are_those_handed_in(chart):
    about = PdfReader(BytesIO(document(chart, language="en"))).metadata
    assert about.title == "Bilan de l'édition"
    assert about.creation_date == MADE


def test_texts_can_be_read_and_are_never_markup(chart):
    text = " ".join(PdfReader(BytesIO(document(chart))).pages[0].extract_text().split())
    assert "Comptes créés" in text
    assert '#panic("no") *bold* _x_ $1+1$' in text
    assert "mars 2021" in text


def test_french_spaces_do_not_break():
    assert typesetting._typography({"a": ["17 936 comptes : oui !", 3]}) == {
        "a": ["17\u202f936 comptes\u00a0: oui\u202f!", 3]
    }


def test_the_picture_has_its_alternative_text(chart):
    assert "Courbe des comptes" in str(_alternatives(PdfReader(BytesIO(document(chart)))))


def test_the_same_input_gives_the_same_bytes(chart):
    assert document(chart) == document(chart)
    assert document(chart) != document(chart, lead="autre")


def _alternatives(reader):
    objects = [
        reader.get_object(number) for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1)
    ]
    return [thing["/Alt"] for thing in objects if isinstance(thing, dict) and "/Alt" in thing]
