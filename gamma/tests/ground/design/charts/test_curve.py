"""Curves: lines over numbers, told apart without colours, and told to who does not see them."""

import re
from dataclasses import replace

import pytest

from gamma.ground.design.charts.curve import Curve, Trace, about, curve_svg

NET = Trace("Salaire net", tuple((float(x), x * 0.79) for x in range(0, 5001, 50)))
COST = Trace("Coût", tuple((float(x), x * 1.4) for x in range(0, 5001, 50)))
CURVE = Curve("Net & coût", "€/mois", "Salaire brut", "€/mois", (COST, NET), (3000.0, "votre cas"))


@pytest.mark.parametrize("narrow", [False, True])
def test_names_axis_unit_and_mark_are_written(words, narrow):
    drawn = words(curve_svg(CURVE, narrow))
    assert {"Salaire net", "Coût", "Salaire brut (€/mois)", "€/mois", "votre cas", "0"} <= set(drawn)
    assert any(text.replace("\u202f", "") == "4000" for text in drawn)


def test_lines_are_dashed_differently(parsed):
    drawn = parsed(curve_svg(replace(CURVE, mark=None)))
    dashes = {one.get("stroke-dasharray") for one in drawn.iter() if one.get("stroke-width") == "2.5"}
    assert len(dashes) == 2


def test_a_line_is_cut_where_there_is_no_value(parsed):
    def pieces(trace):
        drawn = parsed(curve_svg(Curve("t", "€", "x", "€", (trace,))))
        return sum(one.get("stroke-width") == "2.5" for one in drawn.iter())

    cut = Trace("Net", tuple((x, None if 1000 < x < 2000 else y) for x, y in NET.spots))
    assert (pieces(NET), pieces(cut)) == (1, 2)


def test_what_is_outside_the_bounds_is_drawn_on_them(words):
    spots = tuple((float(x), 900.0 if x == 5 else 20.0) for x in range(10))
    bounded = Curve("t", "%", "x", "€", (Trace("Taux", spots),), None, (-50.0, 150.0))
    assert "150" in words(curve_svg(bounded))
    assert "1\u202f000" not in words(curve_svg(bounded))
    assert "1\u202f000" in words(curve_svg(replace(bounded, bounds=None)))


def test_labels_that_would_cover_one_another_are_moved_apart(parsed):
    twin = Trace("Presque", tuple((x, y * 1.001) for x, y in NET.spots))
    drawn = curve_svg(replace(CURVE, traces=(NET, twin)))
    heights = {}
    for place, text in re.findall(r"<text[^>]*translate\(-?[\d.]+,(-?[\d.]+)\)[^>]*>([^<]+)<", drawn):
        heights[text] = float(place)
    assert abs(heights["Salaire net"] - heights["Presque"]) >= 15


def test_what_a_curve_does_is_told_in_words():
    told = about(CURVE).replace("\u202f", "").replace("\u00a0", " ")
    assert "Salaire net : 0 €/mois à 0 €/mois, 3950 €/mois à 5000 €/mois, au plus 3950 €/mois à 5000 €/mois." in told
    assert "<title" in curve_svg(CURVE)
    assert "Net &amp; coût" in curve_svg(CURVE)
