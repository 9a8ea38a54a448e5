"""The manual: its index tells every page, and the README does what it says."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HOME = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " "})


def blocks() -> list[re.Match[str]]:
    return list(BLOCK.finditer((HOME / "README.md").read_text(encoding="utf-8")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the README writes."""
    for block in blocks():
        if block["kind"] in ("yaml", "csv"):
            file = tmp_path / block["file"]
            file.parent.mkdir(exist_ok=True)
            file.write_text(block["text"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> str:
    """What a command of the README prints."""
    python = command.replace("python ", f"{sys.executable} ", 1)
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S602 - commands are those of our README
        python, shell=True, capture_output=True, text=True, check=True, encoding="utf-8", env=environment
    )
    return done.stdout.translate(BLANKS)


def test_the_commands_of_the_readme_print_what_it_says(folder: Path) -> None:
    printed, compared = "", 0
    for block in blocks():
        if block["kind"] == "sh":
            printed = run(block["text"])
        elif block["kind"] == "text":
            found = (folder / block["file"]).read_text(encoding="utf-8") if block["file"] else printed
            assert found == block["text"]
            compared += 1
    assert compared == 4


def test_the_python_of_the_readme_does_what_it_says(folder: Path) -> None:
    source = "\n".join(block["text"] for block in blocks() if block["kind"] == "pycon")
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(source, {}, "README", "README.md", 0)
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted > 8
    assert result.failed == 0, "".join(told)


def test_the_index_of_the_language_tells_every_page() -> None:
    index = (HOME / "docs" / "language.md").read_text(encoding="utf-8")
    written = [line for line in index.splitlines() if line.startswith("| `")]
    assert written == [row(file) for file in sorted((HOME / "tests" / "spec").glob("*.yaml"))]


def row(file: Path) -> str:
    page = yaml.safe_load(file.read_text(encoding="utf-8"))
    words = ", ".join(f"`{word}`" for word in page["words"])
    return f"| {words} | {page['title']} | [{file.stem}](../tests/spec/{file.name}) |"


@pytest.mark.parametrize(
    "file", [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))], ids=lambda file: file.name
)
def test_links_lead_somewhere(file: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", file.read_text(encoding="utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []
