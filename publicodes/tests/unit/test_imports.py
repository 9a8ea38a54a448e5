"""Imports: `importer!` brings the rules that are listed and those they need, in a namespace."""

import json
from pathlib import Path
from typing import Any

import pytest

from publicodes.errors import ModelError
from publicodes.reading.sources import Source, read
from publicodes.resolving.referring import referred

MODEL: dict[str, Any] = {
    "a": None,
    "a . b": {"valeur": "c + 2", "titre": "B", "avec": {"unused": "3"}},
    "c": "d . e + d",
    "d": {"valeur": "hidden", "avec": {"e": {"valeur": "3", "description": "E"}}},
    "hidden": {"privé": "oui", "valeur": 2, "remplace": "f"},
    "f": 1,
    "alone": 7,
}


def imported(folder: Path, written: str, model: dict[str, Any] | None = None) -> Source:
    package = folder / "node_modules" / "@scope" / "model"
    package.mkdir(parents=True, exist_ok=True)
    (package / "package.json").write_text('{"name": "@scope/model"}')
    (package / "model.model.json").write_text(json.dumps(model or MODEL, ensure_ascii=False))
    (folder / "rules.publicodes").write_text(written)
    return read(folder, referred)


def told(folder: Path, written: str, model: dict[str, Any] | None = None) -> list[str]:
    with pytest.raises(ModelError) as refused:
        imported(folder, written, model)
    return [str(fault).replace(f"{folder}/", "") for fault in refused.value.faults]


def order(*rules: str, more: str = "") -> str:
    return f"importer!:\n  depuis: {{nom: '@scope/model'}}\n{more}  les règles: [{', '.join(rules)}]\n"


def test_a_rule_comes_with_those_it_needs(tmp_path: Path) -> None:
    rules = imported(tmp_path, order("a . b")).rules
    names = ("a", "a . b", "c", "d", "d . e", "hidden", "f")
    assert set(rules) == {"model", *(f"model . {name}" for name in names)}
    assert "avec" not in rules["model . a . b"]
    assert rules["model . hidden"]["privé"] == "oui"
    assert rules["model"] is rules["model . a"] is None


def test_only_what_is_needed_comes(tmp_path: Path) -> None:
    assert set(imported(tmp_path, order("f")).rules) == {"model", "model . f"}


def test_attributes_are_overridden_one_by_one(tmp_path: Path) -> None:
    rules = imported(tmp_path, order("'a . b': {titre: Mine, unité: kg}", "f: {valeur: 5}")).rules
    assert {key: rules["model . a . b"][key] for key in ("valeur", "titre", "unité")} == {
        "valeur": "c + 2",
        "titre": "Mine",
        "unité": "kg",
    }
    assert rules["model . f"]["valeur"] == 5


def test_the_origin_is_told_before_the_description(tmp_path: Path) -> None:
    rules = imported(tmp_path, order("d . e")).rules
    assert rules["model . d . e"]["description"] == "> Règle importée de `@scope/model`.\n\nE"


def test_a_namespace_is_chosen_and_its_ancestors_declared(tmp_path: Path) -> None:
    rules = imported(tmp_path, order("f", more="  dans: x . y\n") + "x: 1\n").rules
    assert rules.keys() == {"x", "x . y", "x . y . f"}
    assert rules["x"] == 1


def test_the_same_import_in_two_files_is_one(tmp_path: Path) -> None:
    (tmp_path / "other.publicodes").write_text(order("f"))
    assert set(imported(tmp_path, order("f")).rules) == {"model", "model . f"}


def test_a_model_is_given_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text('{"x": 1}')
    (tmp_path / "rules.publicodes").write_text("importer!: {depuis: {nom: m, source: m.json}, les règles: [x]}")
    assert set(read(tmp_path, referred).rules) == {"m", "m . x"}


def test_an_imported_part_is_located_in_its_own_file(tmp_path: Path) -> None:
    place = imported(tmp_path, order("a . b")).locate(("model . d . e", "valeur"))
    text = (tmp_path / "node_modules/@scope/model/model.model.json").read_text()
    assert text[place.column - 1 :].startswith('"valeur": "3"')


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("importer!: 3", "PC120 an import names the package"),
        ("importer!: {depuis: {nom: ../x}, les règles: [a]}", "PC120 an import names the package"),
        ("importer!: {depuis: {nom: '@scope/model'}}", "PC120 an import lists the rules"),
        (order("f", more="  dans: 3\n"), "PC120 « source », « url » and « dans » are texts"),
        (order("f: 3"), "PC120 an imported rule is a name"),
        ("importer!: {depuis: {nom: absent}, les règles: [a]}", "PC121 the package « absent » is not installed"),
        (order("F"), "PC122 « @scope/model » has no rule « F »"),
        (order("hidden"), "PC122 the rule « hidden » is private"),
        (order("f", "f"), "PC123 the rule « f » is listed twice"),
        (order("f") + "model . f: 1", "PC112 the rule « model . f » is written twice"),
    ],
)
def test_faults_of_imports(tmp_path: Path, written: str, start: str) -> None:
    (found,) = told(tmp_path, written)
    assert found.startswith(start)
    assert "at rules.publicodes:" in found


def test_all_the_rules_that_cannot_be_taken_are_told(tmp_path: Path) -> None:
    assert [fault.split(" ", 1)[0] for fault in told(tmp_path, order("F", "hidden", "nothing"))] == ["PC122"] * 3


@pytest.mark.parametrize("definition", ["1 +", "nowhere"])
def test_what_is_wrong_in_the_model_is_told_in_its_file(tmp_path: Path, definition: str) -> None:
    (found,) = told(tmp_path, order("x"), {"x": {"valeur": definition}})
    assert "at node_modules/@scope/model/model.model.json:1:8: x → valeur" in found
