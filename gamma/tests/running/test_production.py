"""What is given to run the site on a server: every command, variable and file that it names exists."""

import argparse
import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from gamma.running.commands import VERBS

COMMAND = "/opt/gamma/.venv/bin/gamma"
SYSTEM = {"PATH"}  # what is not ours to name
INTERNAL = {"GAMMA_LISTENER"}  # what the supervisor tells the web
READ = re.compile(r"""os\.environ(?:\.get\(|\.setdefault\(|\[)\s*(?:["'](\w+)["']|([A-Z_]+))""")


@pytest.fixture(scope="module")
def folder(pytestconfig) -> Path:
    return pytestconfig.rootpath / "docs/production"


@pytest.fixture(scope="module")
def units(folder) -> dict[str, configparser.ConfigParser]:
    return {path.name: unit(path) for path in folder.glob("gamma-*")}


@pytest.fixture(scope="module")
def documented(pytestconfig) -> set[str]:
    """The variables of the table of the settings."""
    text = (pytestconfig.rootpath / "docs/operations.md").read_text(encoding="utf-8")
    table = text.partition("\n## Settings\n")[2].partition("\n## ")[0]
    return {name for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}


def unit(path: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None, delimiters=["="])
    read.optionxform = str
    read.read_string(path.read_text(encoding="utf-8"))
    return read


def commands(folder: Path) -> list[list[str]]:
    lines = [line for path in folder.glob("*.service") for line in path.read_text(encoding="utf-8").splitlines()]
    return [shlex.split(line.partition("=")[2]) for line in lines if line.startswith("Exec")]


def test_every_variable_that_is_read_is_documented(pytestconfig, documented) -> None:
    source = pytestconfig.rootpath / "gamma/src/gamma"
    texts = [path.read_text(encoding="utf-8") for path in source.rglob("*.py")]
    constants = dict(re.findall(r'^([A-Z_]+) = "([A-Z_]+)"', "\n".join(texts), re.MULTILINE))
    read = {written or constants[name] for text in texts for written, name in READ.findall(text)}
    assert read >= {"DATABASE_URL", "SECRET_KEY", "GAMMA_ROOT", "PORT"}
    assert read - SYSTEM - INTERNAL - documented == set()


def test_the_units_run_commands_that_exist(folder) -> None:
    found = commands(folder)
    assert {words[1] for words in found if words[0] == COMMAND} == {"migrate", "web", "collector", "worker", "backup"}
    for program, *words in found:
        if program == COMMAND:
            verb, *rest = words
            assert verb in VERBS
            parser = argparse.ArgumentParser()
            import_module(f"gamma.running.commands.{verb}").arguments(parser)
            parser.parse_args(rest)


def test_the_units_say_what_they_need(units, documented) -> None:
    names = ("gamma-web.service", "gamma-collector.service", "gamma-worker.service")
    assert set(units) == {*names, "gamma-backup.service", "gamma-backup.timer"}
    for name, found in units.items():
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in units
            continue
        assert found["Service"]["User"] == "gamma"
        assert found["Service"]["NoNewPrivileges"] == "yes"
        assert found["Service"]["EnvironmentFile"] == "/etc/gamma.env"


def test_variables_of_the_units_and_of_the_image_are_documented(folder, documented) -> None:
    texts = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    named = set(re.findall(r"^Environment=(\w+)=", "\n".join(texts), re.MULTILINE))
    image = re.search(r"^ENV (.*?)[^\\]\n", (folder / "Containerfile").read_text(encoding="utf-8"), re.M | re.S)
    named |= set(re.findall(r"\b([A-Z_]+)=", image[1]))
    assert named >= {"DJANGO_SETTINGS_MODULE", "PUBLICODES_CACHE", "GUNICORN_CMD_ARGS"}
    assert named - SYSTEM - documented == set()


def test_backups_go_after_the_days_that_the_sheet_tells(folder, pytestconfig) -> None:
    [days] = re.findall(r"-mtime \+(\d+) -delete", (folder / "gamma-backup.service").read_text(encoding="utf-8"))
    sheet = (pytestconfig.rootpath / "docs/data-protection.md").read_text(encoding="utf-8")
    assert f"deletes those of more than {days} days" in sheet


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd to read the units")
def test_systemd_reads_the_units(folder, tmp_path) -> None:
    for path in folder.glob("gamma-*"):
        here = str(Path(sys.executable).with_name("gamma"))
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8").replace(COMMAND, here), encoding="utf-8")
    words = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if str(tmp_path) in line] == []


def test_the_image_names_no_registry_and_runs_what_exists(folder, pytestconfig) -> None:
    text = (folder / "Containerfile").read_text(encoding="utf-8")
    assert re.findall(r"^FROM (.+)$", text, re.MULTILINE) == ["python:3.12-slim"]
    [words] = re.findall(r"^CMD (.+)$", text, re.MULTILINE)
    assert json.loads(words)[0] == "gamma"
    assert json.loads(words)[1] in VERBS
    makefile = (pytestconfig.rootpath / "Makefile").read_text(encoding="utf-8")
    assert [target for target in re.findall(r"\bmake (\w+)", text) if f"\n{target}:" not in makefile] == []
    assert "USER gamma" in text
