"""A small season that a test may change, the shipped one, and the number of rows of everything."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from django.apps import apps

from gamma.cockpit.reports.actions import DEMONSTRATION, load
from gamma.cockpit.reports.season.reading import read_text

SMALL = """\
format: gamma-season-file/1
units:
  files: {fr: [dossier, dossiers], en: [file, files]}
edition: {id: small, label: Petite saison, starts: 2020-09, ends: 2021-03}
sources:
  - {id: article, title: Un article, kind: article, published: 2021-05-11}
  - {id: sheet, title: Un tableau, kind: dataset}
reviews:
  - {id: kickoff, kind: kickoff, held: 2020-09}
products:
  - id: bakery
    name: Boulangerie
    levers:
      - {id: flyers, kind: press, text: Distribuer des prospectus, sources: [article]}
    indicators:
      - id: loaves
        definitions:
          - {name: Pains par mois, unit: files, kind: count, period: month, aggregation: sum, direction: up}
        targets:
          - {id: t1, due: 2021-03, value: 900, baseline: 2020-09, set_at: kickoff, source: article}
        readings:
          - {period: 2020-09, value: 700, source: article}
          - {period: 2021-03, value: 935.5, precision: approx, source: article}
        claims:
          - {text: La cible est atteinte, target: t1, source: article}
        history:
          - {decided: added, review: kickoff, source: article}
      - id: smell
        definitions:
          - {name: Odeur, kind: qualitative}
"""


@pytest.fixture(scope="session")
def today():
    return date(2026, 9, 1)


@pytest.fixture(scope="session")
def small():
    return SMALL


@pytest.fixture(scope="session")
def shipped_text():
    return files("gamma.cockpit.reports").joinpath(DEMONSTRATION).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def shipped(shipped_text, today):
    return read_text(shipped_text, "season-1.yaml", today)


@pytest.fixture
def kept(today):
    """Load a season from its text."""
    return lambda text: load(read_text(text, "season.yaml", today), by="test")


@pytest.fixture
def rows():
    """How many rows each table of the cockpit holds."""
    rooms = ("programme", "indicators", "reviews", "reports")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models(include_auto_created=True)]
    return lambda: {model._meta.label: model.objects.count() for model in models}


@pytest.fixture(scope="session")
def shared():
    """The facts that came with the brief; they are no part of this project."""
    folder = Path(__file__).parents[4] / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the shared facts are not beside this checkout: nothing to compare with")
    return folder
