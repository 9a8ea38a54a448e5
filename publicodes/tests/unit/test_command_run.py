"""Run: tables in, tables out, with a column for each target and what is wrong in each row."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from publicodes.commands.main import main
from publicodes.commands.progress import Progress
from publicodes.results import Results

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

RULES = """
prix:
  question: Quel prix ?
  unité: €
remise:
  applicable si: prix > 100 €
  valeur: 10 €
net: prix - remise
depuis:
  type: date
formule:
  une possibilité: ["'or'", "'argent'"]
dorée: formule = 'or'
mois:
  durée: {depuis: depuis, jusqu'à: 31/12/2024, unité: mois}
"""


class Desk:
    """A folder with a model, where tables are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "m.publicodes").write_text(RULES, encoding="utf-8")

    def put(self, text: str, name: str = "t.csv") -> Path:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def run(self, table: Path, *arguments: str, out: str = "out.csv") -> str:
        file = self.folder / out
        status = main(["run", str(self.folder / "m.publicodes"), str(table), "--out", str(file), *arguments])
        assert status == 0
        return file.read_text(encoding="utf-8") if file.suffix == ".csv" else ""

    def refused(self, table: Path, *arguments: str, out: str = "out.csv") -> None:
        """Run what cannot be run, and see that it leaves nothing."""
        before = sorted(self.folder.iterdir())
        where = self.folder / out
        assert main(["run", str(self.folder / "m.publicodes"), str(table), "--out", str(where), *arguments]) == 1
        assert sorted(self.folder.iterdir()) == before


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_columns_named_after_rules_are_inputs_and_others_are_carried_over(desk: Desk) -> None:
    found = desk.run(desk.put("client,prix [k€]\nA,0.2\nB,0.05\n"), "--target", "net")
    assert found == "client,prix [k€],net,erreur\nA,0.2,190,\nB,0.05,50,\n"


def test_a_column_of_another_name_is_tied_to_a_rule(desk: Desk) -> None:
    found = desk.run(desk.put("montant\n0.2\n"), "--target", "net", "--input", "montant=prix:k€")
    assert found.splitlines()[1] == "0.2,190,"


def test_what_does_not_vary_is_told_by_the_line(desk: Desk) -> None:
    found = desk.run(desk.put("prix\n20\n"), "--target", "dorée", "--set", "formule = 'or'")
    assert found.splitlines()[1] == "20,oui,"


def test_empty_cells_are_not_answered_and_states_tell_why_a_cell_is_empty(desk: Desk) -> None:
    found = desk.run(desk.put("id,prix\n1,200\n2,50\n3,\n"), "--target", "remise", "--states")
    assert found == ("id,prix,remise,remise (état),erreur\n1,200,10,valeur,\n2,50,,non applicable,\n3,,,non défini,\n")


def test_a_bad_cell_is_an_error_of_its_row(desk: Desk) -> None:
    found = desk.run(desk.put("prix\n200\ncher\n50\n"), "--target", "net").splitlines()
    assert found[1::2] == ["200,190,", "50,50,"]
    assert found[2].startswith("cher,,")
    assert "« cher » is not a number" in found[2]


def test_semicolons_bring_decimal_commas(desk: Desk) -> None:
    found = desk.run(desk.put("prix;note\n200,5;x\n1.5;y\n"), "--target", "net")
    assert found == "prix;note;net;erreur\n200,5;x;190,5;\n1.5;y;1,5;\n"


def test_cells_that_need_quotes_keep_their_meaning(desk: Desk) -> None:
    table = desk.put('prix,note\n1,"a,b"\n2,"c ""d"""\n3,"e\nf"\n')
    desk.run(table, "--target", "net")
    from pyarrow import csv

    options = csv.ParseOptions(newlines_in_values=True)
    notes = csv.read_csv(desk.folder / "out.csv", parse_options=options)["note"].to_pylist()
    assert notes == ["a,b", 'c "d"', "e\nf"]


def test_choices_and_dates_are_read_as_people_write_them(desk: Desk) -> None:
    table = desk.put("formule,depuis\nor,01/12/2024\n'argent',2024-12-01\n")
    rows = desk.run(table, "--target", "dorée", "--target", "mois").splitlines()
    assert rows[1:] == ["or,01/12/2024,oui,1,", "'argent',2024-12-01,non,1,"]


def test_parquet_keeps_types(desk: Desk) -> None:
    source = pa.table(
        {"prix": pa.array([200.0, None, 50.0]), "formule": pa.array(["or", "argent", None]).dictionary_encode()}
    )
    parquet.write_table(source, desk.folder / "t.parquet")
    desk.run(desk.folder / "t.parquet", "--target", "net", "--target", "dorée", out="o.parquet")
    found = parquet.read_table(desk.folder / "o.parquet")
    assert found.schema.field("net").type == pa.float64()
    assert found["net"].to_pylist() == [190, None, 50]
    assert found["dorée"].to_pylist() == [True, False, None]
    assert found["erreur"].to_pylist() == [None, None, None]


@pytest.mark.parametrize("out", ["o.csv", "o.parquet"])
def test_a_table_without_rows_gives_a_table_without_rows(desk: Desk, out: str) -> None:
    text = desk.run(desk.put("prix\n"), "--target", "net", out=out)
    names = text.strip().split(",") if text else parquet.read_table(desk.folder / out).schema.names
    assert names == ["prix", "net", "erreur"]


def test_a_table_longer_than_a_batch_is_whole_and_in_order(desk: Desk) -> None:
    rows = 150_000
    parquet.write_table(pa.table({"prix": pa.array(range(rows))}), desk.folder / "t.parquet")
    desk.run(desk.folder / "t.parquet", "--target", "net", out="o.parquet")
    found = parquet.read_table(desk.folder / "o.parquet")["net"].to_pylist()
    assert (len(found), found[100], found[101], found[-1]) == (rows, 100, 91, rows - 11)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("prix\n1\n", ("--target", "nett")),
        ("prix\n1\n", ("--target", "net", "--input", "montant=prix")),
        ("prix\n1\n", ("--target", "net", "--input", "prix")),
        ("autre\n1\n", ("--target", "net")),
        ("prix,net\n1,2\n", ("--target", "net")),
        ("prix,prix\n1,2\n", ("--target", "net")),
        ("prix,prix [€]\n1,2\n", ("--target", "net")),
        ("prix,b\n1,2\n3\n", ("--target", "net")),
        ("", ("--target", "net")),
    ],
    ids=["target", "column", "input", "no input", "taken", "twice", "both", "ragged", "empty"],
)
def test_a_table_that_cannot_be_run_is_refused_and_leaves_nothing(
    desk: Desk, text: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    desk.refused(desk.put(text), *arguments)
    assert re.match(r"error: PC\d{3} ", capsys.readouterr().err)


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.xlsx"])
def test_a_file_that_is_no_table_is_refused(desk: Desk, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.folder / name).write_bytes(bytes(range(255, -1, -1)) * 10)
    desk.refused(desk.folder / name, "--target", "net")
    assert "error: PC602" in capsys.readouterr().err


def test_a_row_that_has_no_end_is_refused(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.refused(desk.put("prix\n" + "1" * 10_000_000), "--target", "net")
    assert "longer than 4 MiB" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(desk: Desk) -> None:
    desk.refused(desk.put("prix\n1\n"), "--target", "net", out="nowhere/o.csv")
    desk.refused(desk.put("prix\n1\n"), "--target", "net", out="o.xlsx")


def test_a_header_nearly_a_rule_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.run(desk.put("prix,remis\n1,2\n"), "--target", "net")
    assert "« remis » is no rule" in capsys.readouterr().err


def test_without_pyarrow_the_mend_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    desk.refused(desk.put("prix\n1\n"), "--target", "net")
    assert 'pip install "publicodes[tables]"' in capsys.readouterr().err


def test_progress_is_drawn_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(200, watched=True)
    progress.add(Results(100, walked=1))
    drawn = capsys.readouterr().err
    assert "100 rows" in drawn
    assert "1.00% walked" in drawn
    assert drawn.count("█") == drawn.count("·") == 15
    progress.conclude()
    assert capsys.readouterr().err.startswith("\r\x1b[K100 rows in")


def test_progress_is_silent_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    progress: Any = Progress(None, watched=False)
    progress.add(Results(3))
    assert capsys.readouterr().err == ""
