"""Engines on files: from whatever holds rules, and every fault told with its file, line and column."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publicodes import Engine
from publicodes.errors import EvaluationError, ModelError, Place, PublicodesError, SituationError

Write = Callable[[dict[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return tmp_path

    return written


def places(do: Callable[[], Any], kind: type[PublicodesError] = ModelError) -> list[list[str]]:
    """Where each fault is told to be: `file:line:column`."""
    with pytest.raises(kind) as refused:
        do()
    return [[shown(place) for place in fault.places] for fault in refused.value.faults]


def shown(place: Place) -> str:
    return f"{Path(place.file).name}:{place.line}:{place.column}"


PACKAGE = {"package.json": '{"name": "m", "main": "index.js"}', "index.js": 'export default {"a": "2 €", "b": "a * 2"}'}


@pytest.mark.parametrize(
    ("files", "origin"),
    [
        ({"m.publicodes": "a: 2 €\nb: a * 2"}, "m.publicodes"),
        ({"m.yaml": "a: 2 €\nb: a * 2"}, "m.yaml"),
        ({"m.json": '{"a": "2 €", "b": "a * 2"}'}, "m.json"),
        ({"a.publicodes": "a: 2 €", "in/b.publicodes": "b: a * 2"}, ""),
        (PACKAGE, ""),
    ],
)
@pytest.mark.parametrize("kind", [str, Path])
def test_a_model_comes_from_any_source(files, origin, kind, write):
    found = Engine(kind(write(files) / origin)).evaluate("b")
    assert (found.value, found.unit) == (4, "€")


def test_a_rule_written_in_two_files_is_told_at_both_places(write):
    folder = write({"a.publicodes": "x: 1\n\nshared: 2", "b.publicodes": "\n  \nshared:\n  valeur: 3"})
    assert places(lambda: Engine(folder)) == [["a.publicodes:3:1", "b.publicodes:3:1"]]


def test_a_rule_written_and_nested_is_told_at_both_places(write):
    folder = write({"a.publicodes": "x:\n  avec:\n    y: 1\n", "b.publicodes": "x . y: 2"})
    (told,) = places(lambda: Engine(folder))
    assert sorted(told) == ["a.publicodes:3:5", "b.publicodes:1:1"]


def test_a_deep_fault_of_yaml_is_told_where_it_stands(write):
    text = "a: 1\nb:\n  variations:\n    - si: a > 0\n      alors: 1\n    - sinon:\n        somme:\n"
    text += "          - a\n          - a +\n"
    folder = write({"m.publicodes": text})
    assert places(lambda: Engine(folder)) == [["m.publicodes:9:13"]]


def test_a_deep_fault_of_json_is_told_where_it_stands(write):
    rules = {"a": 1, "b": {"somme": ["a", {"produit": ["a", "2+2"]}]}}
    folder = write({"m.json": json.dumps(rules, indent=2)})
    assert places(lambda: Engine(folder / "m.json")) == [["m.json:9:11"]]


def test_all_that_is_wrong_is_told_at_once(write):
    folder = write({"a.publicodes": "a: 1\nb: 2+2\n", "c.publicodes": "c:\n  somme:\n    - plafonds: 2\n"})
    assert sorted(places(lambda: Engine(folder))) == [["a.publicodes:2:1"], ["c.publicodes:3:7"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:\n  valeur: b\n", ["m.publicodes:2:3"]),
        ("a:\n  somme:\n    - 1\n    - b\n", ["m.publicodes:4:7"]),
        ("a: 1\n\nx . y: 2\n", ["m.publicodes:3:1"]),
        ("a: 1\nc:\n  remplace:\n    - b\n", ["m.publicodes:4:7"]),
    ],
)
def test_names_that_lead_nowhere_are_told_where_they_are_read(text, told, write):
    folder = write({"m.publicodes": text})
    assert places(lambda: Engine(folder)) == [told]


NESTED = "top:\n  avec:\n    rate:\n      valeur: 1 / 0\nsum: top . rate + 1\n'[privé] hidden': 2 / 0\nopen: hidden\n"


@pytest.mark.parametrize(
    ("target", "told"), [("top . rate", "m.publicodes:3:5"), ("sum", "m.publicodes:3:5"), ("open", "m.publicodes:6:1")]
)
def test_a_calculation_without_answer_is_told_at_its_rule(target, told, write):
    engine = Engine(write({"m.publicodes": NESTED}))
    for do in (
        lambda: engine.evaluate(target),
        lambda: engine.explain(target),
        lambda: engine.questions([target]),
        lambda: engine.program([target], []).one({}),
    ):
        assert places(do, EvaluationError) == [[told]]


def test_a_situation_is_told_by_its_own_names(write):
    engine = Engine(write({"m.publicodes": "a: 1\nb: a"}))
    with pytest.raises(SituationError) as refused:
        engine.with_situation({"a": "2+2", "c": 1})
    assert [fault.path[:2] for fault in refused.value.faults] == [("situation", "a"), ("situation", "c")]
    assert [fault.places for fault in refused.value.faults] == [(), ()]


def test_a_rule_called_situation_is_not_mistaken_for_one(write):
    engine = Engine(write({"m.publicodes": "situation: 1\n"}))
    with pytest.raises(SituationError) as refused:
        engine.with_situation({"situation": "2+2"})
    assert refused.value.faults[0].places == ()


def test_places_are_only_looked_for_when_they_are_read(write, monkeypatch):
    engine = Engine(write({"m.publicodes": NESTED}))
    asked: list[Any] = []
    monkeypatch.setattr(Engine, "locate", lambda _, path: (asked.append(path), Place(path))[1])
    with pytest.raises(EvaluationError) as refused:
        engine.evaluate("sum")
    assert asked == []
    assert "at top . rate" in str(refused.value)
    assert asked == [("top . rate",)]


def test_an_error_travels_between_processes_with_its_places(write):
    engine = Engine(write({"m.publicodes": NESTED}))
    with pytest.raises(EvaluationError) as refused:
        engine.evaluate("sum")
    again = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - made here
    assert (type(again), str(again)) == (EvaluationError, str(refused.value))


def test_rules_of_a_mapping_are_told_by_their_paths():
    with pytest.raises(EvaluationError) as refused:
        Engine({"a": {"valeur": "b", "avec": {"b": "1 / 0"}}}).evaluate("a")
    assert "at a . b" in str(refused.value)
