"""Mechanisms: a word is one file, which knows neither the stages nor the other words."""

import ast
from pathlib import Path

import pytest

from publicodes import mechanisms

FOLDER = Path(mechanisms.__file__).parent
SHARED = {"scope", "bodies", "extrema", "tranches"}
WORDS = sorted(path for path in FOLDER.glob("*.py") if path.stem not in SHARED | {"__init__"})


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.stem)
def test_a_word_knows_the_core_and_the_values_only(path: Path) -> None:
    inside = {module.removeprefix("publicodes.") for module in imports(path) if module.startswith("publicodes")}
    known = {f"mechanisms.{shared}" for shared in SHARED} | {"core.nodes"}
    assert {module for module in inside if not module.startswith("values.")} <= known


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.stem)
def test_a_word_tells_what_it_means_with_an_example(path: Path) -> None:
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert told.partition(": ")[2]
    assert "`" in told


def test_every_file_is_in_the_table() -> None:
    table = {*mechanisms.PLAIN.values(), *mechanisms.CHAINED.values()}
    assert {read.__module__.rpartition(".")[2] for read in table} == {path.stem for path in WORDS}
