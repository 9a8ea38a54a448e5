"""Running: rows that one printing cannot follow have another that knows their choices; all agree with the walker."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from publicodes import Engine, Program, PublicodesError
from publicodes.emitting.cells import read_column
from publicodes.running import calls
from publicodes.running.grouping import alike, by_answered, by_known
from publicodes.running.means import Means

RULES = {
    "b": {"valeur": "non"},
    "t": {"une possibilité": ["'u'", "'v'", "'w'"]},
    "d": {"type": "date"},
    "n": {"unité": "€"},
    "m": {"unité": "kg"},
    "by boolean": {"variations": [{"si": "b", "alors": "n * 2"}, {"sinon": "oui"}]},
    "by text": {
        "variations": [{"si": "t = 'u'", "alors": "n + 1 €"}, {"si": "t = 'v'", "alors": "t"}, {"sinon": "n > 3 €"}]
    },
    "by date": {"variations": [{"si": "d > 01/01/2024", "alors": "n"}, {"sinon": "d"}]},
    "by unit": {"variations": [{"si": "b", "alors": "n"}, {"sinon": "m"}]},
    "plain": {"valeur": "n * 3"},
}
TARGETS = ["by boolean", "by text", "by date", "plain"]
INPUTS = ["b", "t", "d", "n"]
DAYS = ["01/01/2023", "15/03/2024"]
STATES = ["value", "not-applicable", "undefined", "error"]


@pytest.fixture
def engine() -> Engine:
    return Engine(RULES)


def _columns(rows: int, **others: list[Any]) -> dict[str, list[Any]]:
    """Rows of every pair of choices in turn, the three kinds of choices out of step."""
    made = {
        "b": [row % 2 == 0 for row in range(rows)],
        "t": ["uvw"[row % 3] for row in range(rows)],
        "d": [DAYS[row // 3 % 2] for row in range(rows)],
        "n": [float(row % 7) for row in range(rows)],
    }
    return {**made, **others}


def _walked(engine: Engine, target: str, row: Mapping[str, Any]) -> tuple[str, Any, str | None]:
    """What the engine says of one row, as its cells would be told in a situation."""
    told = {name: f"'{cell}'" if name == "t" else cell for name, cell in row.items() if cell is not None}
    told = {name: ("oui" if cell else "non") if isinstance(cell, bool) else cell for name, cell in told.items()}
    units = {"n": "€", "m": "kg"}
    situation = {name: f"{cell} {units[name]}" if name in units else cell for name, cell in told.items()}
    try:
        found = engine.evaluate(target, situation=situation)
    except PublicodesError:
        return "error", None, None
    return found.state, found.value, found.unit


def _agree(engine: Engine, program: Program, columns: Mapping[str, list[Any]]) -> Any:
    results = program(columns)
    for target in program.targets:
        for row in range(results.rows):
            cells = {name: column[row] for name, column in columns.items()}
            state, value, unit = _walked(engine, target, cells)
            assert STATES[results.states[target][row]] == state, (target, cells)
            if state == "value":
                assert results.values[target][row] == value, (target, cells)
                assert type(results.values[target].tolist()[row]) is type(value)
                assert unit is None or results.units[target] == unit
    return results


def test_rows_that_choose_alike_are_followed_where_their_choices_are_known(engine: Engine) -> None:
    results = _agree(engine, engine.program(TARGETS, INPUTS), _columns(240))
    assert results.walked == 0
    assert results.units == {"by boolean": "€", "by text": "€", "by date": "€", "plain": "€"}


def test_a_printing_that_follows_all_rows_is_the_only_one(engine: Engine) -> None:
    made = _Watched(engine.program(["plain"], INPUTS))
    made.program(_columns(240))
    assert made.known == [()]


def test_only_the_targets_that_are_not_followed_have_a_second_printing(engine: Engine) -> None:
    made = _Watched(engine.program(["plain", "by text"], ["t", "n"]))
    made.program({"t": ["u", "v", "w"] * 20, "n": [1.0] * 60})
    assert sorted(made.known) == [(), (("t", "v"),), (("t", "w"),)]
    assert made.targets == [("plain", "by text"), ("by text",), ("by text",)]


def test_few_rows_that_choose_alike_are_walked(engine: Engine) -> None:
    many, few = calls.FEWEST + 1, calls.FEWEST - 1
    program = engine.program(["by text"], ["t", "n"])
    columns = {"t": ["v"] * many + ["w"] * few, "n": [2.0] * (many + few)}
    assert _agree(engine, program, columns).walked == few
    assert _agree(engine, program, {"t": ["v", "w"], "n": [2.0, 3.0]}).walked == 2


def test_rows_that_leave_other_cells_empty_are_apart(engine: Engine) -> None:
    columns = _columns(240)
    for place, name in enumerate(INPUTS):
        columns[name] = [None if row % 16 == place else cell for row, cell in enumerate(columns[name])]
    _agree(engine, engine.program(TARGETS, INPUTS), columns)


def test_cells_that_cannot_be_read_are_errors_of_their_rows_only(engine: Engine) -> None:
    columns = _columns(120)
    columns["b"][7], columns["d"][9] = "zut", "32/13/2024"
    results = engine.program(TARGETS, INPUTS)(columns)
    assert {one.row for one in results.errors} == {7, 9}
    assert [one.target for one in results.errors if one.row == 7] == sorted(TARGETS)
    assert all(results.states[target][row] == 3 for target in TARGETS for row in (7, 9))
    assert results.walked == 0
    others = [row for row in range(120) if row not in (7, 9)]
    expected = engine.program(TARGETS, INPUTS)(
        {name: [cells[row] for row in others] for name, cells in columns.items()}
    )
    for target in TARGETS:
        assert results.values[target][others].tolist() == expected.values[target].tolist()


def test_choices_in_units_that_do_not_convert_share_no_column(engine: Engine) -> None:
    columns = {"b": [True] * 40 + [False] * 20, "n": [1.0] * 60, "m": [2.0] * 60}
    results = engine.program(["by unit"], ["b", "n", "m"])(columns)
    assert (results.units, results.walked) == ({"by unit": "€"}, 0)
    assert results.states["by unit"].tolist() == [0] * 40 + [3] * 20
    assert "« kg »" in results.errors[0].message


def test_values_of_one_type_are_a_column_of_that_type(engine: Engine) -> None:
    program = engine.program(["by boolean"], ["b", "n"])
    assert program({"b": [False] * 40, "n": [1.0] * 40}).values["by boolean"].dtype == np.bool_
    assert program({"b": [False] * 2, "n": [1.0] * 2}).values["by boolean"].dtype == np.bool_
    assert program({"b": [True] * 40, "n": [1.0] * 40}).values["by boolean"].dtype == np.float64


def test_texts_that_all_differ_have_no_printing_of_their_own(engine: Engine) -> None:
    made = _Watched(engine.program(["by text"], ["t", "n"]))
    results = made.program({"t": [f"text {row}" for row in range(300)], "n": [4.0] * 300})
    assert (made.known, results.walked) == ([()], 300)
    assert results.values["by text"].tolist() == [True] * 300


def test_a_text_that_all_rows_tell_otherwise_does_not_hide_the_other_choices(engine: Engine) -> None:
    rows = 120
    program = engine.program(["by boolean"], ["b", "t", "n"])
    columns = {"b": [row % 2 == 0 for row in range(rows)], "t": [str(row) for row in range(rows)], "n": [1.0] * rows}
    assert program(columns).walked == 0


def test_printings_of_one_call_are_counted(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "CHOICES", 1)
    columns = {"t": ["w"] * 20 + ["v"] * 30, "n": [2.0] * 50}
    assert _agree(engine, engine.program(["by text"], ["t", "n"]), columns).walked == 20


def test_rows_that_each_leave_other_cells_empty_are_walked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "FEW", 3)
    columns = {
        name: [cell if row >> place & 1 else None for row, cell in enumerate(column)]
        for place, (name, column) in enumerate(_columns(16).items())
    }
    results = _agree(engine, engine.program(TARGETS, INPUTS), columns)
    assert results.walked >= 13


def test_no_rows_give_columns_without_rows(engine: Engine) -> None:
    results = engine.program(TARGETS, INPUTS)({name: [] for name in INPUTS})
    assert (results.rows, results.walked, list(results.values)) == (0, 0, TARGETS)
    assert all(len(results.values[target]) == len(results.states[target]) == 0 for target in TARGETS)


def test_possibilities_hold_where_choices_are_known() -> None:
    engine = Engine(RULES, check_possible_values=True)
    results = engine.program(["by text"], ["t", "n"])({"t": ["u", "zut"] * 20, "n": [1.0] * 40})
    assert results.walked == 20
    assert {one.message for one in results.errors} == {"« t » is not one of its possibilities"}
    assert results.values["by text"][::2].tolist() == [2.0] * 20


def test_the_disk_tells_printings_by_the_choices_they_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLICODES_CACHE", str(tmp_path))
    monkeypatch.setattr("publicodes.caching.models.SMALLEST", 0)

    def run() -> list[Any]:
        found = Engine(RULES).program(["by text"], ["t", "n"])({"t": ["u", "v", "w"] * 20, "n": [4.0] * 60})
        assert found.walked == 0
        return found.values["by text"].tolist()

    assert run() == [5.0, "v", True] * 20
    monkeypatch.delattr("publicodes.compiling.specialise")
    assert run() == [5.0, "v", True] * 20


def test_rows_are_grouped_by_what_they_answer_then_by_what_they_choose() -> None:
    cells = {
        "t": read_column("t", "string", ["x", "'y'", "y", None, 1]),
        "n": read_column("n", "number", [1, 2, 3, 4, 5]),
    }
    (both, one) = by_answered(cells, 5)
    assert (both[0], both[1].tolist()) == ({"t", "n"}, [0, 1, 2, 4])
    assert (one[0], one[1].tolist()) == ({"n"}, [3])
    inputs = Engine(RULES).program(["plain"], ["t", "n"]).inputs
    groups = by_known(inputs, cells, both[1], 1)
    assert {known: rows.tolist() for known, rows in groups} == {
        (("t", "y"),): [1, 2],
        (("t", "x"),): [0],
        (("t", "1"),): [4],
    }
    assert [known for known, _ in by_known(inputs, cells, both[1], 3)] == [()]


def test_rows_are_alike_in_all_columns() -> None:
    columns = [np.array([0, 1, 0, 1, 0]), np.array([2, 2, 2, 0, 2])]
    assert [rows.tolist() for rows in alike(columns, np.arange(10, 15))] == [[10, 12, 14], [13], [11]]
    assert [rows.tolist() for rows in alike([], np.arange(3))] == [[0, 1, 2]]


class _Watched:
    """A program that tells the printings it asks for."""

    def __init__(self, program: Program) -> None:
        self.known: list[Any] = []
        self.targets: list[tuple[str, ...]] = []
        means = program._means

        def printed(answered: Any, known: Any, targets: Any) -> Any:
            self.known.append(known)
            self.targets.append(targets)
            return means.printed(answered, known, targets)

        self.program = Program(Means(means.targets, means.inputs, printed, means.walk))
