"""Charts are drawn once for a version of the facts, and show what the page says."""

import xml.etree.ElementTree as ET

import pytest

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports import charts as drawing
from gamma.cockpit.reports.charts import drawn
from gamma.cockpit.reports.queries.finding import edition_record
from gamma.ground.design import charts

VISITS = "/editions/season-1/mon-entreprise/visites-mensuelles"


@pytest.fixture
def visits(season_1, today):
    enrolment = Edition.objects.get().enrolments.get(product__slug="mon-entreprise")
    record = edition_record(enrolment, today)
    return record, next(track for track in record.tracks if track.indicator.slug == "visites-mensuelles")


def test_it_is_drawn_once(client, season_1, monkeypatch):
    calls = []
    monkeypatch.setattr(drawing.charts, "line_svg", lambda *args: calls.append(args) or charts.line.line_svg(*args))
    first = client.get(f"{VISITS}.svg").content
    assert client.get(f"{VISITS}.svg").content == first
    assert len(calls) == 1
    client.get(f"{VISITS}.svg?etroit")
    client.get(f"/en{VISITS}.svg")
    assert len(calls) == 3


def test_a_page_draws_nothing(client, season_1, monkeypatch):
    monkeypatch.setattr(drawing.charts, "line_svg", lambda *_: pytest.fail("a page drew a chart"))
    for path in ("/editions/season-1/", "/editions/season-1/mon-entreprise/", f"{VISITS}/"):
        assert client.get(path).status_code == 200


def test_the_picture_is_sound_and_speaks(client, season_1):
    root = ET.fromstring(client.get(f"{VISITS}.svg").content)  # noqa: S314 - our own drawing
    title = next(root.iter("{http://www.w3.org/2000/svg}title")).text
    assert title.startswith("Visites par mois")


def test_the_season_is_a_window_and_the_sheet_shows_all(visits):
    record, track = visits
    season, whole = drawn(record, track), drawn(record, track, whole=True)
    assert len(whole.readings) == len(track.series) > len(season.readings)
    assert season.readings[0].period == "2019-09"
    assert season.readings[-1].period == "2021-05"


def test_the_same_period_a_year_before_stands_at_its_place(visits):
    series = drawn(*visits).series
    now, before = series.lines
    assert before.tone == "muted"
    place = next(point for point in before.points if point.start.isoformat() == "2021-03-01")
    assert place.value == next(reading.value for reading in visits[1].series if reading.period == "2020-03")
    assert now.points[0].start.isoformat() == "2019-09-01"


def test_a_change_of_tool_is_marked_where_it_happened(visits):
    (mark,) = drawn(*visits).series.breaks
    assert (mark.when.isoformat(), mark.label) == ("2021-03-01", "outil : AT Internet")


def test_targets_and_dated_levers_are_drawn_and_the_undated_are_not(hold, today):
    hold(1, 60)
    record = edition_record(Edition.objects.get().enrolments.get(), today)
    series = drawn(record, record.followed[0]).series
    assert [target.due.isoformat() for target in series.targets] == ["2025-12-28", "2026-02-22"]
    assert [mark.when.isoformat() for mark in series.levers] == ["2025-11-03"]


def test_one_reading_is_not_a_line(client, season_1):
    assert client.get("/editions/season-1/dossierfacile/nps.svg").status_code == 404
