"""Pictures: what is seen and said, in all the cases that figures fall into."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from subprocess import run

import altair
import pytest
from django.utils.translation import override

from gamma.ground.design.charts import Bars, Line, Mark, Point, Series, Target, bars_svg, drawing, line, line_svg
from gamma.ground.design.charts.axes import moment
from gamma.ground.design.charts.frame import frame
from gamma.ground.design.charts.theme import NARROW, WIDE

SPECIFY = drawing.specification
SVG = "{http://www.w3.org/2000/svg}"
DUE = date(2021, 3, 31)


def test_it_is_an_image_with_a_title_and_a_description(series, month, parsed):
    svg = line_svg(series(month(2021, 2, 5), month(2021, 3, 17936), targets=(Target(15000, DUE, "cible : 15 000"),)))
    root = parsed(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [root[0].get("id"), root[1].get("id")]
    assert root.find(f"{SVG}title").text == "Comptes & dossiers"
    assert root.find(f"{SVG}desc").text == "comptes : de 5 (2/2021) à 17\u202f936 (3/2021). cible : 15 000."


@pytest.mark.parametrize("narrow", [False, True])
def test_it_asks_for_nothing_and_needs_no_style_sheet(series, month, parsed, narrow):
    svg = line_svg(series(month(2021, 3, 5), breaks=(Mark(DUE, "outil"),)), narrow)
    tree = list(parsed(svg).iter())
    assert not {name for node in tree for name in node.attrib if name in ("style", "class") or name.endswith("href")}
    assert [node.tag for node in tree if node.get("role")] == [f"{SVG}svg"]
    assert not [node.tag for node in tree if node.tag in {f"{SVG}style", f"{SVG}script", f"{SVG}image"}]
    assert "url(" not in svg


def test_the_words_are_beside_what_they_speak_of(month, words):
    lines = (Line((month(2021, 3, 17936),), "2021"), Line((month(2021, 3, 6890),), "un an avant", "muted"))
    marks = {"breaks": (Mark(date(2021, 3, 5), "nouvel outil"),), "levers": (Mark(date(2021, 3, 9), "offre"),)}
    found = words(line_svg(Series("Titre", "comptes", lines, (Target(15000, DUE, "cible"),), **marks)))
    assert {"17\u202f936", "2021", "6\u202f890", "un an avant", "cible", "nouvel outil", "offre"} <= set(found)


def test_the_language_is_the_reader_s(series, month, words):
    with override("en"):
        assert "17,936" in words(line_svg(series(month(2021, 3, 17936))))
    assert "17\u202f936" in words(line_svg(series(month(2021, 3, 17936))))


def test_what_was_aimed_at_and_what_was_done_are_within_the_picture(series, month):
    levers = (Mark(date(2019, 9, 1), "avant"), Mark(date(2022, 1, 1), "après"))
    page = frame(series(month(2021, 3, 5), targets=(Target(4000, DUE, "cible"),), levers=levers), WIDE)
    assert (page.first, page.last) == (date(2019, 9, 1), date(2022, 1, 1))
    assert page.ticks[0] == 0
    assert page.ticks[-1] > 4000


def test_labels_of_marks_do_not_run_into_one_another(series, month):
    levers = tuple(Mark(date(2021, 3, day), f"levier numéro {day}") for day in range(1, 30, 2))
    page = frame(series(month(2021, 3, 5), levers=levers), NARROW)
    rows = {label.row for label in page.labels}
    assert rows == {0, 1, 2, 3, 4, None}
    assert page.tall > 150


CASES = {
    "nothing": [],
    "one instant": [Point(DUE, DUE, 72.0, "")],
    "ten millions": [Point(DUE, DUE + timedelta(30), 1e7, "")],
    "all zero": [Point(DUE + timedelta(7 * rank), DUE + timedelta(7 * rank + 7), 0.0, "") for rank in range(3)],
    "260 weeks": [Point(DUE + timedelta(7 * rank), DUE + timedelta(7 * rank + 7), rank, "") for rank in range(260)],
    "below zero": [Point(DUE, DUE + timedelta(30), -64.0, "")],
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_every_case_is_drawn_inside_its_sheet(series, parsed, case, narrow):
    for svg in (line_svg(series(*CASES[case]), narrow), bars_svg(Bars("Titre", tuple(CASES[case])), narrow)):
        root = parsed(svg)
        assert int(root.get("width")) == (340 if narrow else 720)
        assert "NaN" not in svg
        assert "undefined" not in svg


def test_a_bar_goes_below_zero_and_says_by_how_much(month, words):
    found = words(bars_svg(Bars("Sur un an", (month(2020, 12, 77.04), month(2021, 1, -11.6)))))
    assert {"+77", "\u221211,6", "déc.", "janv."} <= set(found)


def test_the_same_figures_give_the_same_bytes_in_any_thread(series, month):
    shown = [series(month(2021, rank, 10 * rank), month(2021, rank + 1, 7)) for rank in range(1, 5)]
    alone = [line_svg(one) for one in shown]
    line.drawn_once.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_in_french, shown)) == alone


def test_another_value_gives_another_picture(series, month):
    assert line_svg(series(month(2021, 3, 5), month(2021, 4, 9))) != line_svg(
        series(month(2021, 3, 6), month(2021, 4, 9))
    )


def test_what_is_drawn_is_good_vega_lite(series, month):
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "specification", lambda *parts: asked.append(SPECIFY(*parts)) or asked[-1])
        marks = {"breaks": (Mark(DUE, "outil"),), "levers": (Mark(DUE, "offre"),)}
        line_svg(series(month(2019, 1, 5, months=12), month(2021, 3, 5), targets=(Target(8, DUE, "cible"),), **marks))
        bars_svg(Bars("Écarts", (month(2021, 3, 5), month(2021, 4, -5))))
    for specification in asked:
        altair.LayerChart.from_dict(specification, validate=True)
    assert len(asked) == 2


def test_the_engine_is_loaded_with_the_first_chart_only():
    code = "import sys, gamma.ground.design.charts; sys.exit('vl_convert' in sys.modules )"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_moment_is_in_universal_time():
    assert moment(date(1970, 1, 2)) == 86_400_000


def _in_french(one):
    with override("fr"):
        return line_svg(one)


def test_points_that_are_few_all_bear_their_value(series, month, words):
    assert {"700", "735"} <= set(words(line_svg(series(month(2020, 9, 700), month(2020, 12, 735)))))
    many = [month(2020, rank, 700 + rank) for rank in range(1, 9)]
    assert "701" not in words(line_svg(series(*many)))
