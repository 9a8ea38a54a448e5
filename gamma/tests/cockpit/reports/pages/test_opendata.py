"""Open data: what is read in a file is what was read in the sources."""

import csv
import io
import json
from decimal import Decimal
from zipfile import ZipFile

import jsonschema
import pytest

from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports import opendata
from gamma.cockpit.reports.queries.data import columns
from gamma.cockpit.reports.records import address
from gamma.cockpit.reports.season.exporting import exported
from gamma.cockpit.reports.season.packaging import packaged
from gamma.cockpit.reports.season.reading import read_text

TEXT = {"type": "object", "additionalProperties": {"type": "string"}}
NUMBER = {"type": ["number", "null"]}
NAME = {"type": ["string", "null"]}
SCHEMA = {
    "type": "object",
    "required": ["format", "edition", "product", "indicator", "status", "definitions", "targets", "readings"],
    "properties": {
        "format": {"const": "gamma-indicator/1"},
        "status": {"enum": ["proposed", "active", "retired"]},
        "reason": TEXT,
        "successor": NAME,
        "supports": NAME,
        "definitions": {"type": "array", "minItems": 1, "items": {"required": ["version", "name", "kind", "unit"]}},
        "targets": {
            "type": "array",
            "items": {
                "required": ["slug", "due", "value", "verdict", "attainment_percent", "reading", "source"],
                "properties": {"value": NUMBER, "attainment_percent": NUMBER, "reading": NAME},
            },
        },
        "readings": {
            "type": "array",
            "items": {
                "required": [*opendata.COLUMNS, "superseded", "withdrawn"],
                "additionalProperties": False,
                "properties": {
                    **{name: {} for name in opendata.COLUMNS},
                    "value": NUMBER,
                    "n": {"type": ["integer", "null"]},
                    "text": TEXT,
                    "superseded": {"type": "boolean"},
                    "withdrawn": {"type": "boolean"},
                },
            },
        },
    },
}


def path(indicator, kind):
    return f"/editions/season-1/{indicator.enrolment.product.slug}/{indicator.slug}.{kind}"


def table(client, where):
    return list(csv.DictReader(io.StringIO(client.get(where).content.decode())))


@pytest.fixture
def indicators(season_1):
    return list(Indicator.objects.select_related("enrolment__product"))


def test_the_csv_gives_every_value_back(client, indicators):
    count = 0
    for indicator in indicators:
        kept = {address(row): row for row in Reading.objects.filter(definition__indicator=indicator)}
        rows = table(client, path(indicator, "csv"))
        assert {row["address"] for row in rows} == set(kept)
        for row in rows:
            reading = kept[row["address"]]
            assert (Decimal(row["value"]) if row["value"] else None) == reading.value
            assert (row["period"], row["precision"], row["source"]) == (
                reading.period,
                reading.precision,
                reading.source.slug,
            )
        count += len(rows)
    assert count == Reading.objects.count() > 100


def test_the_json_gives_the_same_and_keeps_to_its_schema(client, indicators):
    for indicator in indicators:
        found = json.loads(client.get(path(indicator, "json")).content, parse_float=Decimal)
        jsonschema.validate(json.loads(client.get(path(indicator, "json")).content), SCHEMA)
        kept = {address(row): row.value for row in Reading.objects.filter(definition__indicator=indicator)}
        assert {row["address"]: row["value"] for row in found["readings"]} == kept


def test_the_json_tells_the_verdict_and_the_reading_that_decides(client, season_1):
    where = "/editions/season-1/aides-territoires/visiteurs-mensuels.json"
    first, second = json.loads(client.get(where).content)["targets"]
    assert (first["verdict"], first["attainment_percent"], first["reading"]) == (
        "met",
        119.5733,
        "2020-12.blog-2021-01-15",
    )
    assert (second["verdict"], second["attainment_percent"]) == ("missed", 81.7925)


def test_every_column_is_documented(client, season_1):
    documented = [name for item in columns() for name in item.term.split(", ")]
    assert documented == opendata.header()
    assert list(table(client, "/editions/season-1/mon-entreprise/visites-mensuelles.csv")[0]) == documented


def test_superseded_readings_are_there_and_flagged(client, db, small, kept):
    kept(small)
    old = "{period: 2021-03, value: 935.5, precision: approx, source: article}"
    new = "{period: 2021-03, value: 940, source: article, reason: Relu, was: [{value: 935.5, precision: approx}]}"
    kept(small.replace(old, new))
    rows = [row for row in table(client, "/editions/small/bakery/loaves.csv") if row["period"] == "2021-03"]
    assert [(row["value"], row["revision"], row["superseded"]) for row in rows] == [
        ("935.5", "0", "true"),
        ("940", "1", "false"),
    ]
    assert rows[1]["reason_fr"] == "Relu"


@pytest.mark.parametrize("text", ["=1+1", "+33", "-cmd", "@SUM(A1)"])
def test_a_spreadsheet_runs_nothing(client, db, small, kept, text):
    noted = f'{{period: 2020-09, value: -700, source: article, note: "{text}"}}'
    kept(small.replace("{period: 2020-09, value: 700, source: article}", noted))
    row = table(client, "/editions/small/bakery/loaves.csv")[0]
    assert row["note_fr"] == f"'{text}"
    assert row["value"] == "-700"


def test_the_season_file_loads_as_it_is_kept(client, season_1, today):
    text = client.get("/editions/season-1/donnees/season-1.yaml").content.decode()
    assert read_text(text, "season-1.yaml", today) == exported(Edition.objects.get())


def test_the_package_is_the_one_that_is_exported(client, season_1):
    body = client.get("/editions/season-1/donnees/season-1.zip").content
    with ZipFile(io.BytesIO(body)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    assert found == {f"season-1/{name}": text for name, text in packaged(exported(Edition.objects.get()))}


def test_a_heavy_edition_is_not_written_out_for_each_visitor(client, season_1, monkeypatch, see):
    from gamma.cockpit.reports.queries import data

    monkeypatch.setattr(data, "HEAVY", 50)
    assert client.get("/editions/season-1/donnees/season-1.yaml").status_code == 404
    assert client.get("/editions/season-1/donnees/season-1.zip").status_code == 404
    assert "Toute l'édition : à demander" in see("/editions/season-1/donnees/")
