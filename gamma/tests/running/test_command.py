"""The command: what it says to a person, and that it leaves the base as it found it."""

import pkgutil
from pathlib import Path

import psycopg
import pytest

from gamma.ground.errors import UserError
from gamma.running import commands
from gamma.running.base.address import check, refuse_old
from gamma.running.command import main
from gamma.running.commands import VERBS

NOTATION = """\
schema: gamma-season/1
lang: fr
sources:
  article: {file: 2021-05-11-bilan.md, kind: review}
edition:
  id: spring
  label: Printemps
  start: {date: 2021-03, source: article}
  end: {date: 2021-08, source: article}
  products: [bakery]
products:
  bakery:
    name: Boulangerie
    colour: blue
    indicators:
      - id: loaves
        name: pains vendus
        unit: loaves
        kind: stock
        direction: up
        readings: [{value: 12, as_of: 2021-05, precision: exact, source: article}]
"""
SEASON = Path("gamma/src/gamma/cockpit/reports/demonstration/season-1.yaml")


@pytest.fixture
def season(pytestconfig) -> Path:
    return pytestconfig.rootpath / SEASON


def test_a_season_is_loaded_once_and_exported(blank, season, tmp_path) -> None:
    first, second = blank.run("load", str(season)), blank.run("load", str(season))
    assert "indicateurs" in first.stdout
    assert second.stdout == "season-1.yaml : déjà enregistré, rien n'a changé.\n"
    exported = blank.run("export", "season-1", "--out", str(tmp_path / "out"))
    assert exported.returncode == 0
    assert any((tmp_path / "out").rglob("*.yaml"))
    assert blank.processes() == []


def test_bad_input_is_a_sentence_and_status_2(site, tmp_path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: [", encoding="utf-8")
    done = site.run("load", str(broken))
    assert done.returncode == 2
    assert "broken.yaml, ligne " in done.stderr
    assert "Traceback" not in done.stderr
    assert site.run("load", str(tmp_path / "absent.yaml")).returncode == 2


def test_a_command_under_a_running_site_uses_its_base_and_leaves_it(site, season) -> None:
    site.start()
    assert site.run("load", str(season)).returncode == 0
    assert site.answers()


def test_a_command_refused_for_its_arguments_starts_nothing(fresh) -> None:
    done = fresh.run("load")
    assert done.returncode == 2
    assert not (fresh.root / "var/base/data").exists()


def test_every_verb_has_its_file_and_its_line_of_help(capsys) -> None:
    assert main(["--help"]) == 0
    listing = capsys.readouterr().out
    files = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    assert files == set(VERBS)
    assert all(verb.help in listing for verb in VERBS.values())


def test_an_unknown_verb_gets_the_nearest(capsys) -> None:
    assert main(["exprt"]) == 2
    assert "écrire export ?" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["web", "worker"])
def test_the_lasting_ones_ask_for_a_base(monkeypatch, capsys, verb) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main([verb]) == 2
    assert "gamma start" in capsys.readouterr().err


@pytest.mark.parametrize(("version", "accepted"), [(150000, True), (180006, True), (140012, False), (90624, False)])
def test_a_server_older_than_15_is_refused(version, accepted) -> None:
    if accepted:
        refuse_old(version)
    else:
        with pytest.raises(UserError, match=r"il faut la version 15"):
            refuse_old(version)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://localhost/gamma", "doit commencer par postgresql://"),
        ("postgresql://someone:hushhush@127.0.0.1:1/gamma", "ne répond pas"),
        ("postgresql:///gamma?host=/nowhere", "ne répond pas"),
        ("postgresql://localhost/gamma?colour=blue", "ne répond pas"),
    ],
)
def test_an_address_that_leads_nowhere(url, told) -> None:
    with pytest.raises(UserError, match=told) as refused:
        check(url)
    assert "hushhush" not in str(refused.value)


def test_a_server_replaces_the_embedded_base(fresh, base_url) -> None:
    name = f"gamma_{fresh.root.name.replace('-', '_').lower()}"
    with psycopg.connect(base_url.replace("/gamma", "/postgres", 1), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            url = base_url.replace("/gamma", f"/{name}", 1)
            process = fresh.start(DATABASE_URL=url)
            assert fresh.answers()
            assert not (fresh.root / "var/base").exists()
            process.terminate()
            assert process.wait(15) == 0
            assert fresh.processes() == []
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_base_without_its_tables_is_told_so(fresh) -> None:
    done = fresh.run("bilan", "season-1")
    assert done.returncode == 2
    assert "gamma migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_bilan_is_written_then_published_once(blank, season, tmp_path, pytestconfig) -> None:
    blank.run("load", str(season))
    without = blank.run("bilan", "season-1", "--out", str(tmp_path))
    assert (without.returncode, "make start" in without.stderr) == (2, True)
    (blank.root / "node_modules").symlink_to(pytestconfig.rootpath / "node_modules")
    written = blank.run("bilan", "season-1", "--out", str(tmp_path), "--lang", "en")
    assert written.returncode == 0, written.stderr
    assert {"bilan.html", "bilan.pdf", "bilan.md", "bilan.json"} <= {path.name for path in tmp_path.iterdir()}
    assert "5 targets met of 6" in (tmp_path / "bilan.md").read_text(encoding="utf-8")
    assert "season-1" in blank.run("bilan", "season-2").stderr
    first, second = blank.run("publish", "season-1"), blank.run("publish", "season-1")
    assert (first.returncode, second.returncode) == (0, 2)
    assert "sha256" in first.stdout
    assert "ne change plus" in second.stderr


def test_readings_are_imported_and_a_season_converted(blank, season, tmp_path) -> None:
    blank.run("load", str(season))
    table = tmp_path / "visits.csv"
    table.write_text("month,visits\n2021-03,1\n2025-06,812345\n", encoding="utf-8")
    told = ["--edition", "season-1", "--product", "mon-entreprise", "--indicator", "visites-mensuelles"]
    told += ["--source", "visites-mon-entreprise", "--period-column", "month", "--value-column", "visits"]
    refused = blank.run("import", str(table), *told)
    assert refused.returncode == 2
    assert "visits.csv, ligne 2" in refused.stderr  # March 2021 is known with another value
    table.write_text("month,visits\n2025-06,812345\n", encoding="utf-8")
    assert "1 relevé" in blank.run("import", str(table), *told).stdout


def test_a_season_in_the_research_notation_is_converted(blank, tmp_path) -> None:
    facts, out = tmp_path / "facts.yaml", tmp_path / "season.yaml"
    facts.write_text(NOTATION, encoding="utf-8")
    done = blank.run("convert", str(facts), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "products.bakery.colour" in done.stdout
    assert "1 produit" in blank.run("load", str(out)).stdout
