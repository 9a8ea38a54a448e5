"""Sources: files put together, and faults that tell where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from publicodes.errors import ModelError
from publicodes.reading.sources import read
from publicodes.resolving.referring import referred

Write = Callable[[dict[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return tmp_path

    return written


def faults(origin: Path) -> list[str]:
    """What is told, without the folder."""
    with pytest.raises(ModelError) as refused:
        read(origin, referred)
    folder = origin if origin.is_dir() else origin.parent
    return [str(fault).replace(f"{folder}/", "").replace(str(folder), "here") for fault in refused.value.faults]


def test_a_mapping_is_taken_as_it_is() -> None:
    source = read({"a": 1}, referred)
    assert source.rules == {"a": 1}
    assert str(source.locate(("a", "valeur"))) == "a → valeur"


def test_a_folder_is_the_union_of_its_files(write: Write) -> None:
    folder = write(
        {
            "a.publicodes": "a: 1",
            "deep/er/b.publicodes": "# first\nb:\n  valeur: a",
            "empty.publicodes": "",
            "notes.yaml": "c: 3",
            "node_modules/x/d.publicodes": "d: 4",
            ".cache/e.publicodes": "e: 5",
        }
    )
    source = read(folder, referred)
    assert source.rules == {"a": 1, "b": {"valeur": "a"}}
    assert str(source.locate(("b", "valeur"))) == f"{folder}/deep/er/b.publicodes:3:3: b → valeur"


def test_yaml_files_are_read_where_there_is_no_other(write: Write) -> None:
    assert read(str(write({"a.yaml": "a: 1", "b.yml": "b: 2"})), referred).rules == {"a": 1, "b": 2}


def test_a_name_is_the_same_whatever_keyboard_wrote_it(write: Write) -> None:
    assert read(write({"a.publicodes": "\ufeffe\u0301te\u0301: 1"}), referred).rules == {"été": 1}


def test_a_json_file_is_taken_as_published(write: Write) -> None:
    assert read(write({"a.json": '{"e\u0301": {"valeur": 1.5}}'}) / "a.json", referred).rules == {
        "e\u0301": {"valeur": 1.5}
    }


def test_a_rule_written_in_two_files_is_told_with_both_places(write: Write) -> None:
    folder = write({"a.publicodes": "a: 1\nb: 1", "b.publicodes": "\nb: 2"})
    assert faults(folder) == [
        "PC112 the rule « b » is written twice\n  at a.publicodes:2:1: b\n  at b.publicodes:2:1: b"
        "\n  mend: keep one of them, or rename one"
    ]


def test_every_fault_of_every_file_is_told(write: Write) -> None:
    folder = write({"a.publicodes": "a: [", "b.publicodes": "- a", "d.publicodes": "a: 1\na: 2"})
    (folder / "c.publicodes").write_bytes(b"a: 1\nb: caf\xe9")
    assert [fault.split()[0] for fault in faults(folder)] == ["PC102", "PC104", "PC105", "PC108"]
    assert "« c.publicodes » is not in UTF-8 (line 2)" in faults(folder)[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [("absent.publicodes", "PC101"), ("a\0b", "PC101"), ("empty.publicodes", "PC105"), ("module.js", "PC114")],
)
def test_files_that_bring_no_rule(write: Write, name: str, code: str) -> None:
    folder = write({"empty.publicodes": "# nothing", "module.js": "console.log(1)"})
    assert faults(folder / name)[0].startswith(code)


def test_a_folder_without_rules(write: Write) -> None:
    assert faults(write({"readme.md": "a: 1"}))[0].startswith("PC113 there is no file of rules in « here »")


def test_an_enormous_file_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.publicodes").open("wb") as file:
        file.truncate(65 * 2**20)
    assert faults(tmp_path)[0].startswith("PC103")
