"""The open data of a season: a data package that a validator accepts, the same bytes each time, written whole."""

import csv
import io
import json

import pytest
from frictionless import Package, system
from hypothesis import HealthCheck, given, settings

from gamma.cockpit.reports.season.packaging import packaged, save
from gamma.cockpit.reports.season.reading import read_text
from gamma.cockpit.reports.season.schema import Season


def problems(folder):
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["name", "rowNumber", "fieldName", "type", "note"])


@pytest.fixture
def table(small, today):
    def read(name, text=small):
        files = dict(packaged(read_text(text, "season.yaml", today)))
        return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))

    return read


@pytest.mark.filterwarnings("default")
def test_the_shipped_season_makes_a_valid_package(shipped, tmp_path):
    save(packaged(shipped), tmp_path / "out")
    assert problems(tmp_path / "out") == []


@pytest.mark.filterwarnings("default")
def test_a_wrong_package_is_not_valid(shipped, tmp_path):
    """The validator sees keys, types and lists: the test above means something."""
    save(packaged(shipped), tmp_path)
    readings = tmp_path / "readings.csv"
    text = readings.read_text(encoding="utf-8")
    readings.write_text(text.replace("17936", "many").replace("blog-2021-01-15", "nowhere"), encoding="utf-8")
    assert {kind for _, _, _, kind, _ in problems(tmp_path)} >= {"type-error", "foreign-key"}


@pytest.mark.filterwarnings("default")
def test_any_season_makes_a_valid_package(any_season, tmp_path_factory):
    @settings(max_examples=5, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(any_season())
    def holds(facts):
        folder = tmp_path_factory.mktemp("package")
        save(packaged(Season.model_validate(facts)), folder)
        assert problems(folder) == []

    holds()


def test_the_same_season_gives_the_same_bytes(shipped):
    assert list(packaged(shipped)) == list(packaged(shipped))


def test_every_reading_is_there_with_its_corrections(table, small):
    corrected = "value: 720, reason: Recompté, was: [{value: 700}]"
    rows = table("readings", small.replace("value: 700", corrected))
    assert [(row["period"], row["revision"], row["value"], row["current"]) for row in rows] == [
        ("2020-09", "0", "700", "false"),
        ("2020-09", "1", "720", "true"),
        ("2021-03", "0", "935.5", "true"),
    ]
    assert (rows[0]["starts_on"], rows[0]["ends_on"], rows[0]["unit"]) == ("2020-09-01", "2020-09-30", "files")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_text_is_never_a_formula_and_a_number_stays_one(table, small, formula):
    text = small.replace("name: Boulangerie", f"name: '{formula}'").replace("value: 700", "value: -700")
    assert table("products", text)[0]["name"] == f"'{formula}"
    assert table("readings", text)[0]["value"] == "-700"


def test_the_descriptor_says_where_the_figures_come_from_and_claims_no_licence(shipped):
    descriptor = json.loads(dict(packaged(shipped))["datapackage.json"])
    assert "licenses" not in descriptor
    assert "licence" in descriptor["description"]
    assert len(descriptor["sources"]) == len(shipped.sources)
    for resource in descriptor["resources"]:
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_season_file_is_in_the_package(shipped, today):
    assert read_text(dict(packaged(shipped))["season-1.yaml"].decode(), "season-1.yaml", today) == shipped


def test_a_package_cut_short_leaves_no_folder(tmp_path, shipped):
    def cut():
        yield from list(packaged(shipped))[:3]
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        save(cut(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_package_cut_short_leaves_the_older_one(tmp_path, shipped, small, today):
    save(packaged(read_text(small, "season.yaml", today)), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def cut():
        yield from list(packaged(shipped))[:3]
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        save(cut(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
