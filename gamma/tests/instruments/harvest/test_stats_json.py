"""stats.json: what this site serves is what it reads."""

import json
import re
from decimal import Decimal

import pytest

from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.stats import Published, Told
from gamma.instruments.harvest import actions
from gamma.instruments.harvest.lists import Outcome
from gamma.running.base.address import root

from .conftest import NOW

SERVED = """\
format: gamma-season-file/1
units: {loaves: {fr: [pain, pains], en: [loaf, loaves]}}
edition: {id: s2, label: Suivante, starts: 2026-02, ends: 2026-12}
sources: [{id: article, title: Un article, kind: article}, {id: draft, title: Un brouillon, kind: draft}]
products:
  - id: served
    name: Service
    indicators:
      - id: loaves
        definitions: [{name: Pains, unit: loaves, kind: count, period: month}]
        readings:
          - {period: 2026-03, value: 12.5, precision: approx, source: draft}
          - {period: 2026-03, value: 12.25, source: article}
          - {period: 2026-02, value: 11, source: article}
      - {id: smell, definitions: [{name: Odeur, kind: qualitative}]}
"""


@pytest.fixture
def served(enrolment):
    load(read_text(SERVED, "season.yaml", NOW.date()), by="test")


def test_the_site_tells_what_is_published(served, client):
    answer = client.get("/editions/s2/served/donnees/stats.json")
    told = answer.json()
    assert told["format"] == "gamma-stats/1"
    assert [one["id"] for one in told["indicators"]] == ["loaves"]
    assert told["indicators"][0]["unit"] == "loaves"
    assert told["indicators"][0]["readings"] == [
        {"period": "2026-02", "value": 11, "precision": "exact"},
        {"period": "2026-03", "value": 12.25, "precision": "exact"},
    ]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get("/stats.json").json()["indicators"][0]["id"] == "served/loaves"


def test_what_is_served_is_what_is_read(served, client, server, feed_of, taken):
    """A feed of one service on the address of another: the same figure, under a definition of the same kind."""
    server.says(client.get("/stats.json").content)
    feed = feed_of("stats", url=f"{server.url}/stats.json", indicator="served/loaves")
    actions.harvest(now=NOW)
    assert feed.runs.get().outcome == Outcome.READ
    assert taken(feed) == {"2026-03": Decimal("12.25")}


def test_nothing_is_told_of_no_edition(db, client):
    assert client.get("/stats.json").json() == {"format": "gamma-stats/1", "service": "", "indicators": []}


def test_the_sheet_says_each_field_and_its_example_is_right():
    sheet = (root() / "docs" / "stats-json.md").read_text(encoding="utf-8")
    example = json.loads(re.search(r"```json\n(.*?)```", sheet, re.DOTALL)[1])
    assert len(Published.model_validate(example).indicators) == 2
    for field in Told.model_fields:
        assert f"`readings[].{field}`" in sheet
