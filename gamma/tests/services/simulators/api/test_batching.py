"""Tables: what comes back beside each row, in each format; a bad row stops no other."""

import csv
import io
import json
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from gamma.services.simulators.api import batching, tables
from gamma.services.simulators.api.tables import CSV, LINES, PARQUET
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.rules import engine

from .conftest import GROSS, NET, ROOT

COST = "salarié . coût total employeur"
SIMULATOR = "salaire-brut-net"


def rows_of(content: bytes, delimiter=",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter=delimiter))


def lines_of(content: bytes) -> list[dict]:
    return [json.loads(line) for line in content.decode().splitlines()]


def parquet_of(columns) -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file)
    return file.getvalue()


def net_of(gross, **more) -> float:
    rules = engine("modele-social").with_situation({**simulators()[SIMULATOR].situation, GROSS: gross, **more})
    return rules.evaluate(NET).value


def test_a_csv_table_comes_back_with_its_results(run, counted):
    status, content = run(f"{GROSS} [€/mois]\r\n3000\r\n4500.5\r\n", targets=NET, simulator=SIMULATOR)
    assert status == 200
    first, second = rows_of(content)
    assert list(first) == [f"{GROSS} [€/mois]", f"{NET} [€/mois]", f"{NET} (état)", "erreur"]
    assert float(first[f"{NET} [€/mois]"]) == pytest.approx(net_of("3000 €/mois"))
    assert float(second[f"{NET} [€/mois]"]) == pytest.approx(net_of("4500.5 €/mois"))
    assert (first[f"{NET} (état)"], first["erreur"]) == ("value", "")
    assert [(one["times"], one["simulator"]) for one in counted] == [(2, SIMULATOR)]


def test_the_unit_of_a_column_is_that_of_its_header(run):
    _, content = run(f"{GROSS} [€/an]\n36000\n", targets=NET, simulator=SIMULATOR)
    assert float(rows_of(content)[0][f"{NET} [€/mois]"]) == pytest.approx(net_of("36000 €/an"))


def test_it_goes_the_other_way(run):
    _, content = run(f"{NET}\n2352.8525\n", targets=GROSS, simulator=SIMULATOR)
    gross = float(rows_of(content)[0][f"{GROSS} [€/mois]"])
    assert net_of(f"{gross} €/mois") == pytest.approx(2352.8525, rel=1e-4)


def test_a_row_without_solution_is_told(run):
    """No gross salary that is searched gives such a net; a row that gives nothing seeks nothing."""
    _, content = run(f"{NET},salarié . contrat\n2300,CDI\n100000000,CDI\n,CDI\n", targets=COST, simulator=SIMULATOR)
    first, second, third = rows_of(content)
    assert (first["erreur"], third["erreur"]) == ("", "")
    assert second[f"{COST} (état)"] == "undefined"
    assert f"Aucune solution : en partant de « {NET} = 100000000.0 »" in second["erreur"]
    assert not any(GROSS in name for name in first)


def test_a_bad_row_is_told_and_stops_no_other(run):
    table = (
        f"{GROSS},salarié . contrat\n3000,CDI\nabc,CDI\n4000\ninf,CDI\nnan,\n\n3000,'CDD'\n".encode()
        + b"2000,\xff\n3000,CDI\n"
    )
    status, content = run(table, targets=NET)
    rows = rows_of(content)
    assert status == 200
    assert [row[f"{NET} (état)"] for row in rows] == ["value", *["error"] * 4, "value", "error", "value"]
    assert [bool(row["erreur"]) for row in rows] == [False, True, True, True, True, False, True, False]
    assert "« abc » n'est pas un nombre" in rows[1]["erreur"]
    assert "1 au lieu de 2" in rows[2]["erreur"]
    assert "UTF-8" in rows[6]["erreur"]
    assert [row[f"{NET} [€/mois]"] for row in rows[1:5]] == [""] * 4


def test_what_a_rule_cannot_read_is_told_in_french(run):
    _, content = run(f"salarié . contrat . statut cadre,{GROSS}\npeut-être,3000\noui,3000\n", targets=NET)
    first, second = rows_of(content)
    assert first["erreur"] == "« salarié . contrat . statut cadre » : « peut-être » n'est ni oui ni non."
    assert (second["erreur"], second[f"{NET} (état)"]) == ("", "value")


def test_with_semicolons_numbers_have_a_decimal_comma(run):
    _, content = run(f"{GROSS};id\n3000,5;a\n", targets=NET, keep="id", simulator=SIMULATOR)
    (row,) = rows_of(content, ";")
    assert (row[GROSS], row["id"]) == ("3000,5", "a")
    assert float(row[f"{NET} [€/mois]"].replace(",", ".")) == pytest.approx(net_of("3000.5 €/mois"))


def test_columns_to_keep_come_back_as_they_were(run):
    _, content = run(f'id,{GROSS}\n"a, ""b""\nc",3000\n', targets=NET, keep="id")
    assert rows_of(content)[0]["id"] == 'a, "b"\nc'


def test_without_targets_those_of_the_simulator_are_computed(run):
    _, content = run(f"{GROSS}\n3000\n", simulator=SIMULATOR)
    wanted = [name for name in simulators()[SIMULATOR].asked_for if name != GROSS]
    assert [name for name in rows_of(content)[0] if name.endswith("(état)")] == [f"{name} (état)" for name in wanted]


@pytest.mark.parametrize("table", [f"{GROSS}\n", f"{GROSS}"])
def test_a_table_without_rows_comes_back_without_rows(run, table):
    status, content = run(table, targets=NET)
    assert (status, content.decode()) == (200, f"{GROSS},{NET},{NET} (état),erreur\r\n")


def test_json_lines_come_back_as_json_lines(run):
    sent = [{GROSS: 3000}, {GROSS: "4000", "salarié . contrat": "CDD"}, {GROSS: True}, {}, [1], {GROSS: {"a": 1}}]
    table = "\n".join([*map(json.dumps, sent), "{bad", f'{{"{GROSS}": 1, "{GROSS}": 2}}', f'{{"{GROSS}": NaN}}'])
    status, content = run(table, LINES, targets=NET, simulator=SIMULATOR)
    rows = lines_of(content)
    assert status == 200
    assert [row[f"{NET} (état)"] for row in rows[:3]] == ["value", "value", "error"]
    assert [row[f"{NET} (état)"] for row in rows[4:]] == ["error"] * 5
    assert rows[0][NET] == pytest.approx(net_of(3000))
    assert rows[1][NET] == pytest.approx(net_of(4000, **{"salarié . contrat": "'CDD'"}))
    assert rows[0][f"{NET} (unité)"] == "€/mois"
    assert "JSON" in rows[6]["erreur"]
    assert "deux fois" in rows[7]["erreur"]


def test_a_line_that_is_too_long_is_told(run):
    table = f'{{"{GROSS}": 3000}}\n{{"{GROSS}": "{"9" * 200_000}"}}\n{{"{GROSS}": 3000}}\n'
    rows = lines_of(run(table, LINES, targets=NET)[1])
    assert [row[f"{NET} (état)"] for row in rows] == ["value", "error", "value"]


def test_a_cell_that_is_too_long_is_told(run):
    table = f'{GROSS},id\n3000,a\n3000,"{"x" * 200_000}"\n3000,b\n'
    states = [row[f"{NET} (état)"] for row in rows_of(run(table, targets=NET, keep="id")[1])]
    assert (states[0], states[-1]) == ("value", "value")
    assert "error" in states


def test_parquet_comes_back_as_parquet(run):
    cells = {GROSS: pa.array([3000, None, 4000]), "id": ["a", "b", None], "salarié . contrat": ["CDI", "CDD", "zut"]}
    status, content = run(parquet_of(cells), PARQUET, targets=NET, keep="id", simulator=SIMULATOR)
    found = parquet.read_table(io.BytesIO(content))
    assert status == 200
    assert found.column("id").to_pylist() == ["a", "b", None]
    assert found.column(NET).to_pylist()[0] == pytest.approx(net_of(3000))
    assert found.schema.field(NET).metadata[b"unit"].decode() == "€/mois"
    assert found.column(f"{NET} (état)").to_pylist()[0] == "value"


def test_parquet_takes_decimals_dates_and_dictionaries(run):
    contracts = pa.array(["CDI", "CDI"]).dictionary_encode()
    cells = {GROSS: pa.array([Decimal("3000.50"), None]), "salarié . contrat": contracts}
    found = parquet.read_table(io.BytesIO(run(parquet_of(cells), PARQUET, targets=NET, simulator=SIMULATOR)[1]))
    assert found.column(NET).to_pylist()[0] == pytest.approx(net_of(3000.5))


@pytest.mark.parametrize("content", [b"x", b"PAR1", b"PAR1" * 100, parquet_of({GROSS: [1.0]})[:-20]])
def test_what_is_no_parquet_is_refused(run, content):
    status, body = run(content, PARQUET, targets=NET)
    assert (status, body["error"]["what"]) == (422, "Ceci n'est pas un fichier Parquet.")


def test_nested_parquet_is_refused(run):
    status, body = run(parquet_of({GROSS: [[1.0]]}), PARQUET, targets=NET)
    assert (status, body["error"]["where"]) == (422, GROSS)


def test_a_parquet_that_unpacks_too_large_is_refused(run, monkeypatch):
    monkeypatch.setattr(tables, "PARQUET_MOST", 10)
    assert run(parquet_of({GROSS: [1.0]}), PARQUET, targets=NET)[0] == 413


@pytest.mark.parametrize(
    ("table", "query", "where"),
    [
        (f"{GROSS}t\n1\n", {"targets": NET}, f"{GROSS}t"),
        (f"{GROSS},{GROSS}\n1,1\n", {"targets": NET}, GROSS),
        (f"{GROSS},{GROSS} [€/an]\n1,1\n", {"targets": NET}, f"{GROSS} [€/an]"),
        (f"{GROSS}\n1\n", {"targets": NET + "t"}, "targets"),
        (f"{GROSS}\n1\n", {"targets": GROSS}, "targets"),
        (f"{GROSS}\n1\n", {}, "targets"),
        (f"{GROSS}\n1\n", {"targets": NET, "model": "zut"}, "model"),
        (" ", {"targets": NET}, ""),
        ("\n\n", {"targets": NET}, ""),
        (",".join(f"c{n}" for n in range(201)), {"targets": NET}, ""),
    ],
)
def test_a_table_that_cannot_be_computed_is_refused_whole(run, table, query, where):
    status, body = run(table, **query)
    assert (status, body["error"]["where"]) == (422, where)


@pytest.mark.parametrize("unit", ["€/ mois", "kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg.kg", "€/kg"])
def test_a_unit_that_is_none_or_does_not_convert_is_refused_or_told(run, unit):
    status, content = run(f"{GROSS} [{unit}]\n3000\n", targets=NET)
    assert status == 422 or rows_of(content)


def test_an_unknown_simulator_or_format_is_refused(run):
    assert run(f"{GROSS}\n1\n", simulator="zut")[0] == 404
    status, body = run(f"{GROSS}\n1\n", "application/json", targets=NET)
    assert (status, body["error"]["where"]) == (415, "Content-Type")
    assert CSV in body["error"]["mend"]


def test_a_table_that_is_too_large_is_refused(run, monkeypatch):
    monkeypatch.setattr("gamma.services.simulators.api.views.TABLE", 100)
    assert run(f"{GROSS}\n" + "3000\n" * 100, targets=NET)[0] == 413


def test_once_the_time_is_over_the_rows_left_come_back(run, monkeypatch):
    monkeypatch.setattr(batching, "SECONDS", -1.0)
    rows = rows_of(run(f"{GROSS}\n3000\n4000\n", targets=NET)[1])
    assert [row[f"{NET} (état)"] for row in rows] == ["error", "error"]
    assert "temps imparti" in rows[0]["erreur"]


@pytest.mark.parametrize("kind", [CSV, LINES, PARQUET])
def test_many_rows_come_in_order(run, kind):
    amounts = [1900.0 + place for place in range(5_000)]
    table = {
        CSV: f"{GROSS}\n" + "".join(f"{one}\n" for one in amounts),
        LINES: "".join(f'{{"{GROSS}": {one}}}\n' for one in amounts),
        PARQUET: parquet_of({GROSS: amounts}),
    }[kind]
    _, content = run(table, kind, targets=NET, simulator=SIMULATOR)
    read = {
        CSV: lambda: [(float(row[GROSS]), float(row[f"{NET} [€/mois]"])) for row in rows_of(content)],
        LINES: lambda: [(row[GROSS], row[NET]) for row in lines_of(content)],
        PARQUET: lambda: [(row[GROSS], row[NET]) for row in parquet.read_table(io.BytesIO(content)).to_pylist()],
    }[kind]()
    assert [gross for gross, _ in read] == amounts
    assert read[-1][1] == pytest.approx(net_of(amounts[-1]))
    assert read[777][1] == pytest.approx(net_of(amounts[777]))


@pytest.mark.django_db
def test_few_tables_at_once_so_that_pages_have_threads(client, run, counted):
    """A place is taken until the answer is sent, or left; a refused table leaves its own."""
    table, query = f"{GROSS}\n3000\n".encode(), f"?targets={NET}"
    waiting = [client.post(f"{ROOT}/batch{query}", table, content_type=CSV) for _ in range(3)]
    assert [one.status_code for one in waiting] == [200, 200, 200]
    refused = client.post(f"{ROOT}/batch{query}", table, content_type=CSV)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
    assert b"".join(waiting[0].streaming_content)
    assert run(f"{GROSS}t\n1\n", targets=NET)[0] == 422
    assert run(table, targets=NET)[0] == 200
    for one in waiting[1:]:
        one.close()
    assert len([run(table, targets=NET)[0] for _ in range(4)]) == 4
    assert sum(one["times"] for one in counted) == 6


def test_a_table_pays_for_all_it_cost(run, buckets, monkeypatch):
    monkeypatch.setattr("gamma.services.simulators.api.metering.thread_time", lambda: 0.0)
    ticks = iter(range(10_000))
    monkeypatch.setattr("gamma.services.simulators.api.sending.thread_time", lambda: float(next(ticks)))
    run(f"{GROSS}\n3000\n", targets=NET)
    ((left, _),) = buckets._left.values()
    assert left < 95
