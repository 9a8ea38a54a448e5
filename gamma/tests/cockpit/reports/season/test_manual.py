"""The manual tells every field and every word of the format, and its examples load."""

import re
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from gamma.cockpit.indicators.units import UNITS
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.actions import import_readings, load
from gamma.cockpit.reports.importing.columns import COLUMNS
from gamma.cockpit.reports.season.reading import read_text
from gamma.cockpit.reports.season.schema import Season

MANUAL = (Path(__file__).parents[5] / "docs" / "season-file.md").read_text(encoding="utf-8")


def examples(language):
    return re.findall(rf"^```{language}\n(.*?)^```", MANUAL, re.MULTILINE | re.DOTALL)


def told():
    return set(re.findall(r"`([^`\n]+)`", MANUAL))


def parts(annotation):
    """Every model and closed list inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel | Enum):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def described(model, seen=None):
    """Every model and closed list that a model is made of."""
    seen = set() if seen is None else seen
    for field in model.model_fields.values():
        for part in parts(field.annotation):
            if part not in seen:
                seen.add(part)
                if issubclass(part, BaseModel):
                    described(part, seen)
    return seen


def test_every_field_is_in_the_manual():
    models = {Season, *(part for part in described(Season) if issubclass(part, BaseModel))}
    fields = {name for model in models for name in model.model_fields}
    assert len(fields) > 60
    assert fields - told() == set()


def test_every_word_of_a_closed_list_is_in_the_manual():
    words = {str(word.value) for part in described(Season) if issubclass(part, Enum) for word in part}
    assert len(words) > 80
    assert words - told() == set()


def test_every_unit_and_column_is_in_the_manual():
    assert {*UNITS, *COLUMNS} - told() == set()


@pytest.mark.django_db
def test_the_examples_load(today, tmp_path):
    first, corrected = examples("yaml")
    assert load(read_text(first, "first.yaml", today), by="test").written
    assert load(read_text(corrected, "corrected.yaml", today), by="test")["Reading", "changed"] == 1
    (table,) = examples("csv")
    path = tmp_path / "readings.csv"
    path.write_text(table, encoding="utf-8")
    assert import_readings(path, by="test", today=today)["Reading", "new"] == 2
    assert Edition.objects.get().slug == "spring"
