"""A CSV of readings is read in bulk, written whole or not at all, and says which row and column are wrong."""

from decimal import Decimal

import pytest

from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.programme.models import Edition, Source
from gamma.cockpit.reports.actions import import_readings
from gamma.cockpit.reports.importing import table
from gamma.cockpit.reports.importing.columns import Layout
from gamma.ground.faults import Refused

pytestmark = pytest.mark.django_db
HEADER = "edition,product,indicator,source,period,value"
ROW = "small,bakery,loaves,sheet"
VISITS = Layout(
    {
        "edition": "season-1",
        "product": "mon-entreprise",
        "indicator": "visites-mensuelles",
        "source": "visites-mon-entreprise",
    },
    {"period": "month", "value": "visits", "tool": "tool"},
)


@pytest.fixture
def brought(tmp_path, today, kept, small):
    """Import a CSV given as text or bytes into a base that holds the small season."""
    kept(small)

    def bring(content, layout=None):
        path = tmp_path / "readings.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_readings(path, by="test", today=today, layout=layout)

    return bring


def sheet():
    rows = Reading.objects.filter(source__slug="sheet").order_by("pk")
    return list(rows.values_list("period", "revision", "value", "precision"))


def test_readings_are_added_with_their_period_and_author(brought):
    tally = brought(f"{HEADER}\n{ROW},2020-10,810\n{ROW},2020-W45,12.25\n")
    assert tally["Reading", "new"] == 2
    first, second = Reading.objects.filter(source__slug="sheet").order_by("pk")
    assert (first.period, first.window, str(first.starts_on), str(first.ends_on)) == (
        "2020-10",
        "month",
        "2020-10-01",
        "2020-10-31",
    )
    assert (first.value, first.precision, first.recorded_by) == (Decimal(810), "exact", "test")
    assert (second.window, second.value) == ("week", Decimal("12.25"))


def test_every_column_is_kept(brought):
    header = f"{HEADER},precision,n,numerator,provisional,taken_on,tool,evidence,text,note,reason,version"
    brought(f"{header}\n{ROW},2020-10,40,approx,10,4,oui,2020-11-02,piwik,page 3,à peu près,vu de loin,,1\n")
    row = Reading.objects.get(source__slug="sheet")
    assert (row.n, row.numerator, row.provisional, row.taken_on) == (10, Decimal(4), True, "2020-11-02")
    assert (row.tool, row.evidence) == ("Matomo", "page 3")
    assert (row.text, row.note, row.reason) == ({"fr": "à peu près"}, {"fr": "vu de loin"}, {})


def test_importing_twice_changes_nothing(brought):
    text = f"{HEADER}\n{ROW},2020-10,810\n"
    brought(text)
    version = Edition.objects.get(slug="small").facts_version
    tally = brought(text)
    assert (tally.written, tally["Reading", "same"]) == (0, 1)
    assert Edition.objects.get(slug="small").facts_version == version


@pytest.mark.parametrize(
    "text",
    [
        "edition;product;indicator;source;period;value\nsmall;bakery;loaves;sheet;2020-10;1 810,5\n",
        "edition\tproduct\tindicator\tsource\tperiod\tvalue\r\nsmall\tbakery\tloaves\tsheet\t2020-10\t1\u202f810,5\r\n",
        "\ufeffedition;product;indicator;source;period;value\n\nsmall;bakery;loaves;sheet;2020-10;1810.50\n\n",
        f'{HEADER}\nsmall,bakery,loaves,sheet,"2020-10"," 1810.5 "',
    ],
    ids=["semicolons", "tabs", "byte-order mark and empty lines", "quotes"],
)
def test_spreadsheets_may_write_their_own_way(brought, text):
    brought(text)
    assert sheet() == [("2020-10", 0, Decimal("1810.5"), "exact")]


def test_what_a_machine_reads_is_not_written_by_a_file(brought):
    Source.objects.filter(slug="sheet").update(kind="measured")
    with pytest.raises(Refused, match="se prend toute seule"):
        brought(f"{HEADER}\n{ROW},2020-10,810\n")
    assert sheet() == []


def test_a_changed_value_is_refused_without_a_reason_and_corrects_with_one(brought):
    brought(f"{HEADER}\n{ROW},2020-10,810\n")
    with pytest.raises(Refused, match=r"ligne 2, champ value : déjà enregistré autrement \(810, ici 820\)"):
        brought(f"{HEADER}\n{ROW},2020-10,820\n")
    assert sheet() == [("2020-10", 0, 810, "exact")]
    again = f"{HEADER},reason\n{ROW},2020-10,820,faute de frappe\n"
    assert brought(again)["Reading", "changed"] == 1
    assert brought(again).written == 0
    assert sheet() == [("2020-10", 0, 810, "exact"), ("2020-10", 1, 820, "exact")]


def test_what_a_file_does_not_say_is_kept(brought):
    brought(f"{HEADER},precision,note\n{ROW},2020-10,810,approx,vu de loin\n")
    assert brought(f"{HEADER}\n{ROW},2020-10,810\n").written == 0
    brought(f"{HEADER},reason\n{ROW},2020-10,820,recompté\n")
    last = Reading.objects.get(source__slug="sheet", revision=1)
    assert (last.value, last.precision, last.note) == (820, "approx", {"fr": "vu de loin"})


WRONG_CELLS = {
    "an unknown edition": ("smal,bakery,loaves,sheet,2020-10,1", "edition", "écrire small ?"),
    "an unknown product": ("small,bakry,loaves,sheet,2020-10,1", "product", "écrire bakery ?"),
    "an unknown indicator": ("small,bakery,loavs,sheet,2020-10,1", "indicator", "écrire loaves ?"),
    "an unknown source": ("small,bakery,loaves,shet,2020-10,1", "source", "écrire sheet ?"),
    "text for a number": (f"{ROW},2020-10,beaucoup", "value", "17936"),
    "a number with a unit": (f"{ROW},2020-10,12 %", "value", "17936"),
    "too many digits": (f"{ROW},2020-10,1234567890123", "value", "12 au plus"),
    "not a number": (f"{ROW},2020-10,NaN", "value", "17936"),
    "a decimal comma among commas": (f'{ROW},2020-10,"92,5"', "value", "92.5"),
    "nothing": (f"{ROW},2020-10,", "value", "donner value"),
    "no period": (f"{ROW},,1", "period", "2020-12"),
    "a period that is none": (f"{ROW},octobre 2020,1", "period", "2020-12"),
    "a month that is not": (f"{ROW},2020-13,1", "period", "calendrier"),
    "a week that is not": (f"{ROW},2021-W53,1", "period", "n'existe pas"),
    "the future": (f"{ROW},2031-01,1", "period", "corriger la période"),
    "after its source": ("small,bakery,loaves,article,2021-06,1", "period", "corriger la période"),
}


@pytest.mark.parametrize(("row", "column", "mend"), WRONG_CELLS.values(), ids=WRONG_CELLS)
def test_a_wrong_cell_is_named_and_nothing_is_written(brought, rows, row, column, mend):
    brought(f"{HEADER}\n{ROW},2019-01,1\n")
    before = rows()
    with pytest.raises(Refused) as refusal:
        brought(f"{HEADER}\n{ROW},2019-02,5\n{row}\n{ROW},2019-03,5\n")
    (fault,) = refusal.value.faults
    assert (fault.line, fault.field) == (3, column)
    assert mend in f"{fault.what} {fault.mend}"
    assert "readings.csv, ligne 3" in str(refusal.value)
    assert rows() == before


WRONG_MORE = {
    "precision": ("precision", "environ", "approx"),
    "unstated number": ("precision", "unstated", "corriger precision"),
    "n": ("n", "12.5", "404"),
    "provisional": ("provisional", "peut-être", "true"),
    "taken_on": ("taken_on", "hier", "2020-09-30"),
    "taken later": ("taken_on", "2031", "dans le futur"),
    "version": ("version", "2", "de 1 à 1"),
    "version text": ("version", "deux", "de 1 à 1"),
    "tool": ("tool", "x" * 81, "80"),
}


@pytest.mark.parametrize(("column", "cell", "mend"), WRONG_MORE.values(), ids=WRONG_MORE)
def test_other_columns_are_checked(brought, column, cell, mend):
    with pytest.raises(Refused) as refusal:
        brought(f"{HEADER},{column}\n{ROW},2020-10,5,{cell}\n")
    (fault,) = refusal.value.faults
    assert (fault.line, fault.field) == (2, column)
    assert mend in f"{fault.what} {fault.mend}"


def test_a_reading_is_not_taken_before_its_period(brought):
    with pytest.raises(Refused, match="ligne 2, champ period : le relevé porte sur “2020-10”, après"):
        brought(f"{HEADER},taken_on\n{ROW},2020-10,5,2020-05\n")


def test_all_the_faults_of_a_file_are_told_together(brought):
    with pytest.raises(Refused) as refusal:
        brought(f"{HEADER}\n{ROW},2020-10,x\n{ROW},never,2\nsmall,bakery,buns,sheet,2020-12,3\n{ROW},2020-11,ok\n")
    told = [(fault.line, fault.field) for fault in refusal.value.faults]
    assert told == [(2, "value"), (3, "period"), (4, "indicator"), (5, "value")]


def test_a_million_faults_are_not_told(brought):
    with pytest.raises(Refused) as refusal:
        brought(HEADER + "\n" + f"{ROW},2020-10,x\n" * 5_000)
    assert len(refusal.value.faults) == 200


def test_the_same_reading_twice_is_refused(brought):
    with pytest.raises(Refused, match="ligne 4, champ period : même relevé qu'à la ligne 2"):
        brought(f"{HEADER}\n{ROW},2020-10,1\n{ROW},2020-11,1\n{ROW},2020-10,2\n")


WRONG_FILES = {
    "empty": (b"", "en-tête"),
    "only a header": (HEADER.encode(), "n'a pas de ligne sous son en-tête"),
    "latin-1": (
        f"{HEADER},note\n{ROW},2020-10,1,\u00e9t\u00e9\n".encode("latin-1"),
        "ligne 2 : le texte n'est pas en UTF-8",
    ),
    "UTF-16": (f"{HEADER}\n{ROW},2020-10,1\n".encode("utf-16"), "UTF-16"),
    "NUL": (f"{HEADER}\n{ROW},2020-10,\0 1\n".encode(), "ligne 2 : le texte contient un caractère de contrôle"),
    "too many cells": (f"{HEADER}\n{ROW},2020-10,1\n{ROW},2020-11,1,2\n".encode(), "ligne 3 : 7 cases pour 6 colonnes"),
    "an open quote": (f'{HEADER}\n{ROW},2020-10,"1\n{ROW},2020-11,2\n'.encode(), "guillemets"),
    "an unknown column": (f"{HEADER},precison\n{ROW},2020-10,1,exact\n".encode(), "écrire precision"),
    "a missing column": (
        b"edition,product,indicator,source,value\nsmall,bakery,loaves,sheet,1\n",
        "la colonne period manque",
    ),
    "a column twice": (f"{HEADER},value\n{ROW},2020-10,1,2\n".encode(), "écrite deux fois"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
}


@pytest.mark.parametrize(("content", "said"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_file_that_is_none_is_refused(brought, rows, content, said):
    brought(f"{HEADER}\n{ROW},2019-01,1\n")
    before = rows()
    with pytest.raises(Refused, match=said) as refusal:
        brought(content)
    assert "readings.csv" in str(refusal.value)
    assert rows() == before


def test_a_huge_file_is_refused_unread(tmp_path, today):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(Refused, match=r"huge.csv : le fichier pèse plus que les 100 Mo acceptés"):
        import_readings(path, by="test", today=today)


def test_too_many_rows_are_refused(brought, monkeypatch):
    monkeypatch.setattr(table, "MOST", 2)
    with pytest.raises(Refused, match="plus de 2 lignes"):
        brought(f"{HEADER}\n{ROW},2020-10,1\n{ROW},2020-11,1\n{ROW},2020-12,1\n")


def test_a_missing_file_is_said(tmp_path, today):
    with pytest.raises(Refused, match="vérifier le chemin"):
        import_readings(tmp_path / "none.csv", by="test", today=today)


def test_the_public_visits_are_the_evidence_series_of_the_shipped_season(shared, kept, shipped_text, today, rows):
    kept(shipped_text)
    before = rows()
    tally = import_readings(shared / "data" / "mon-entreprise-visits.csv", by="test", today=today, layout=VISITS)
    assert (tally.written, tally["Reading", "same"]) == (0, 77)
    assert rows() == before


def test_the_public_visits_load_into_a_season_without_them(shared, kept, shipped_text, today):
    lines = [line for line in shipped_text.splitlines() if "source: visites-mon-entreprise" not in line]
    start = next(rank for rank, line in enumerate(lines) if "id: visites-mensuelles" in line)
    empty = next(rank for rank in range(start, len(lines)) if lines[rank].strip() == "readings:")
    kept("\n".join([*lines[:empty], *lines[empty + 1 :]]))
    import_readings(shared / "data" / "mon-entreprise-visits.csv", by="test", today=today, layout=VISITS)
    series = Reading.objects.filter(source__slug="visites-mon-entreprise").order_by("pk")
    assert series.count() == 77
    assert (series[0].period, series[0].value, series[0].tool) == ("2019-01", 119541, "Matomo")
    assert {row.tool for row in series if row.period >= "2021-03"} == {"AT Internet"}
