"""Commands: what they print, how they end; nothing that is given to them makes a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from publicodes.commands.main import main

RULES = """
prix:
  question: Quel prix ?
  unité: €
taux:
  par défaut: 20 %
total: prix + prix * taux
"""


@pytest.fixture
def model(tmp_path: Path) -> str:
    file = tmp_path / "m.publicodes"
    file.write_text(RULES, encoding="utf-8")
    return str(file)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> "Told":
    return Told(capsys)


class Told:
    """What a command printed, blanks of French numbers made plain."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        out, error = self.capsys.readouterr()
        return status, out.replace("\u00a0", " "), error


def test_a_sound_model_is_counted(told: Told, model: str) -> None:
    status, out, error = told("check", model)
    assert (status, error) == (0, "")
    assert "3 rules, 1 question, no replacement" in out


def test_every_fault_is_told_with_its_place(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "bad.publicodes"
    file.write_text("a: bé + 1\nbée: 2\nc: dd\n", encoding="utf-8")
    status, out, error = told("check", str(file))
    assert (status, out) == (1, "")
    assert error.count("error: PC301") == 2
    assert f"{file}:1:1" in error
    assert "did you mean « bée »?" in error


def test_doubts_are_warnings(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "m.publicodes"
    file.write_text("a:\n  valeur: 3 €\n  plafon: 2 €\nb: 1 € + 1 kg\nc: d\nd: c\ne: 1 / 0\n", encoding="utf-8")
    status, out, _ = told("check", str(file))
    assert status == 0
    assert "PC290 « plafon »" in out
    assert f"{file}:3:3" in out
    assert [code in out for code in ("PC591", "PC592", "PC501")] == [True, True, True]


def test_evaluating_tells_the_value_and_what_is_missing(told: Told, model: str) -> None:
    assert told("evaluate", model, "total", "--set", "prix = 10 €") == (
        0,
        "12 €\nnot answered, most wanted first:\n  taux\n",
        "",
    )


def test_a_situation_comes_from_a_file_and_from_the_line(told: Told, model: str, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("prix: 10 €\ntaux: 50 %\n", encoding="utf-8")
    status, out, _ = told("evaluate", model, "total", "--in", str(tmp_path / "s.yaml"), "--set", "taux=10%", "--json")
    assert status == 0
    assert json.loads(out)["value"] == pytest.approx(11)


def test_json_holds_numbers_that_are_not_finite(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text('{"a": {"somme": [1e308, 1e308]}}')
    assert json.loads(told("evaluate", str(file), "a", "--json")[1])["value"] == "inf"


def test_explaining(told: Told, model: str) -> None:
    status, out, _ = told("explain", model, "total", "--set", "prix = 10 €", "--language", "en")
    assert (status, out.splitlines()[1]) == (0, "  Prix = €10 — as answered")
    assert json.loads(told("explain", model, "total", "--json", "--depth", "0")[1])["state"] == "undefined"


def test_emitting_prints_two_forms(told: Told, model: str) -> None:
    status, out, _ = told("emit", model, "--target", "total", "--input", "prix:€")
    assert (status, "np." in out) == (0, True)
    status, out, _ = told("emit", model, "--target", "total", "--input", "prix:€", "--python")
    assert (status, out.startswith("def run("), "np." in out) == (0, True, False)


def test_a_package_is_found_by_its_name(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "node_modules" / "@ville" / "aides"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "@ville/aides", "main": "index.json"}')
    (package / "index.json").write_text('{"aide": "3 €"}')
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path / "deeper")
    assert told("evaluate", "@ville/aides", "aide")[1] == "3 €\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("evaluate", "MODEL", "totl"), "PC301"),
        (("evaluate", "MODEL", "total +"), "PC210"),
        (("evaluate", "MODEL", "total", "--set", "prix"), "PC404"),
        (("evaluate", "MODEL", "total", "--set", "pri = 3"), "PC401"),
        (("evaluate", "MODEL", "total", "--in", "nowhere.yaml"), "PC101"),
        (("evaluate", "MODEL", "1 / 0"), "PC501"),
        (("explain", "MODEL", "1 / 0"), "PC501"),
        (("emit", "MODEL", "--target", "total", "--input", "pri"), "PC301"),
        (("check", "nowhere"), "PC101"),
        (("evaluate", "MODEL", "pr\udcff"), "PC210"),
    ],
)
def test_what_is_wrong_is_told_with_status_1(told: Told, model: str, arguments: tuple[str, ...], code: str) -> None:
    status, _, error = told(*(model if one == "MODEL" else one for one in arguments))
    assert (status, error.startswith(f"error: {code} ")) == (1, True)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: [1", b"- 1", b"", b"a: {valeur: {c: 1}}", b"a: &a [*a]"])
def test_no_file_makes_a_traceback(told: Told, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "m.publicodes"
    file.write_bytes(content)
    assert told("check", str(file))[0] == 1


def test_a_command_badly_asked_ends_with_status_2() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["evaluate"])
    assert ended.value.code == 2


def test_a_closed_pipe_is_no_error(model: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as closed:
        done = subprocess.run(
            [sys.executable, "-m", "publicodes", "explain", model, "total"],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
