"""Fetching: a folder, a version that npm packs and that is kept, and what is said when there is none."""

import io
import stat
import tarfile

import pytest

from gamma.ground.errors import UserError
from gamma.running.command import main
from gamma.services.simulators.bumping import queries
from gamma.services.simulators.bumping.fetching import folder_of

NPM = """#!/bin/sh
{said}
"""


@pytest.fixture
def npm(tmp_path, settings, monkeypatch):
    """Stand in for npm: `said` is what its script does. Nothing else is on the path but the plain commands."""
    settings.VAR = tmp_path / "var"
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")

    def install(said: str) -> None:
        script = tools / "npm"
        script.write_text(NPM.format(said=said), encoding="utf-8")
        script.chmod(script.stat().st_mode | stat.S_IEXEC)

    return install


def packed(path, files):
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            body = text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return path


def test_a_folder_is_itself(tmp_path):
    assert folder_of(str(tmp_path), "small") == tmp_path


def test_a_version_is_packed_once_and_nothing_lands_outside(npm, tmp_path, settings):
    archive = packed(tmp_path / "a.tgz", {"package/package.json": "{}", "package/../../out": "x", "package/d/r": "1"})
    npm(f'echo "$@" >> {tmp_path}/calls; for last; do :; done; cp {archive} "$last/small-1.2.3.tgz"')
    found = folder_of("1.2.3", "small")
    assert found == settings.VAR / "models" / "small-1.2.3"
    assert sorted(path.relative_to(found).as_posix() for path in found.rglob("*") if path.is_file()) == [
        "d/r",
        "package.json",
    ]
    assert [path.name for path in found.parent.iterdir()] == ["small-1.2.3"]
    assert folder_of("1.2.3", "small") == found
    assert (tmp_path / "calls").read_text().count("small@1.2.3") == 1


def test_a_version_that_npm_does_not_know(npm, settings):
    npm('echo "npm error code ETARGET" >&2; exit 1')
    with pytest.raises(UserError, match=r"npm ne connaît pas small 9\.9\.9"):
        folder_of("9.9.9", "small")
    assert not list((settings.VAR / "models").iterdir())


def test_what_npm_says_is_told_by_its_code_alone(npm):
    npm('echo "npm error code ENOTFOUND\nnpm error request to https://a.host/ failed" >&2; exit 1')
    with pytest.raises(UserError) as told:
        folder_of("9.9.9", "small")
    assert str(told.value) == "npm n'a pas pu donner small 9.9.9 (erreur ENOTFOUND)."


def test_without_npm(npm, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "tools"))
    with pytest.raises(UserError, match="npm est introuvable"):
        folder_of("1.2.3", "small")


@pytest.mark.parametrize("asked", ["latest", "--registry=x", "1.2", "../small"])
def test_what_is_neither_a_folder_nor_a_version(npm, asked):
    npm("exit 0")
    with pytest.raises(UserError, match="ni un dossier, ni une version de small"):
        folder_of(asked, "small")


@pytest.fixture
def two(tmp_path, settings, monkeypatch):
    """Two folders of rules, and no simulator but one on them."""
    from gamma.services.simulators.bumping import sampling
    from gamma.services.simulators.catalogue.shapes import Sample, Simulator

    words = {"fr": "Un", "en": "One"}
    declared = {"title": words, "short": words, "answers": words, "group": "tools", "place": 1, "unit": "€"}
    one = Simulator.model_validate({"slug": "small", "model": "modele-social", "results": ["a"], **declared})
    monkeypatch.setattr(queries, "simulators", lambda: {"small": one})
    monkeypatch.setattr(sampling, "samples", lambda _: (Sample(situation={}, tolerance=0.01, results={}),))
    for name, rule in (("former", "a: 1 €"), ("new", "a: 2 €"), ("bad", "a: b + ")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rules.publicodes").write_text(rule, encoding="utf-8")
    settings.RULE_MODELS = {"modele-social": tmp_path / "former"}
    return tmp_path


def test_the_command_tells_by_its_status(two, capsys):
    words = ["simulators", "compare"]
    assert main([*words, str(two / "former")]) == 0
    assert main([*words, str(two / "new")]) == 1
    assert "a : 1 € → 2 € (+1 €, +100,00 %)" in capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert main([*words, str(two / "former"), "--from", str(two / "new"), "--json"]) == 1
    assert '"gap": -1.0' in capsys.readouterr().out
    assert main([*words, str(two / "bad")]) == 2
    assert "bad : ces règles ne peuvent pas être lues." in capsys.readouterr().err
    assert main([*words, "nowhere"]) == 2
