"""Packages: each shape in which rules are published is read without running it."""

import json
from pathlib import Path

import pytest

from publicodes.reading.building import Unreadable
from publicodes.reading.packages import package_document

RULES = {"a": {"valeur": "b + 1", "description": 'l\'été\n"chaud" \\ 😀'}, "b": None, "é": {"valeur": 2}}
TEXT = json.dumps(RULES, ensure_ascii=False)
SINGLE = TEXT.replace("\\", "\\\\").replace("'", "\\'")
ESCAPED = "".join(one if one.isascii() else f"\\u{{{ord(one):x}}}" for one in json.dumps(TEXT, ensure_ascii=False))

MODULES = {
    "a text for JSON.parse": f"const json = /*@__PURE__*/ {json.dumps(TEXT)};\nexport default JSON.parse(json);\n",
    "a text between single quotes": f"module.exports = JSON.parse('{SINGLE}')",
    "a text with escapes": f"export default JSON.parse({ESCAPED})",
    "an object": f"module.exports = {TEXT};\n",
    "an object by default": f"// rules\nexport default /* all */ {json.dumps(RULES, indent=1)}",
}


def installed(folder: Path, files: dict[str, str], **described: object) -> Path:
    for name, text in {"package.json": json.dumps({"name": "@scope/model", **described}), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize("name", ["model.model.json", "publicodes-build/model.model.json", "other.model.json"])
def test_a_compiled_model_is_found_by_its_name(tmp_path: Path, name: str) -> None:
    assert package_document(installed(tmp_path, {name: TEXT, "index.js": "export {}"}, main="index.js")).data() == RULES


def test_the_model_of_the_packages_own_name_is_preferred(tmp_path: Path) -> None:
    files = {"a.model.json": "{}", "z.model.json": "{}", "model.model.json": TEXT}
    assert package_document(installed(tmp_path, files)).data() == RULES


@pytest.mark.parametrize("shape", MODULES)
def test_rules_inside_a_module(tmp_path: Path, shape: str) -> None:
    folder = installed(tmp_path, {"dist/index.js": MODULES[shape]}, main="./dist/index.js")
    assert package_document(folder).data() == RULES


@pytest.mark.parametrize("shape", MODULES)
def test_a_place_is_that_of_the_module(tmp_path: Path, shape: str) -> None:
    document = package_document(installed(tmp_path, {"index.js": MODULES[shape]}))
    place = document.place(("é", "valeur"))
    line = (tmp_path / "index.js").read_text().splitlines()[place.line - 1]
    assert line[place.column - 1 :].lstrip('\\"').startswith("valeur")
    assert Path(place.file).name == "index.js"


@pytest.mark.parametrize(
    "line", ["import rules from './r.json' assert { type: 'json' }", 'module.exports = require("./r.json")']
)
def test_a_module_that_imports_json(tmp_path: Path, line: str) -> None:
    folder = installed(tmp_path, {"lib/i.mjs": line, "lib/r.json": TEXT}, exports={".": {"import": "./lib/i.mjs"}})
    assert package_document(folder).data() == RULES


@pytest.mark.parametrize(
    "described",
    [{"main": "null"}, {"main": "index.js"}, {"main": 3, "exports": [None, {"x": 1}]}, {"main": "../outside.json"}],
)
def test_a_package_without_rules_is_refused(tmp_path: Path, described: dict[str, object]) -> None:
    (tmp_path / "outside.json").write_text(TEXT)
    program = 'const options = {"a": 1};\nexport function compute(x) { return options.a + x }\n'
    with pytest.raises(Unreadable, match="PC114"):
        package_document(installed(tmp_path / "inside", {"index.js": program}, **described))
