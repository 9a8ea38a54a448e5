"""Cells: columns of any origin are read, each distinct cell once, and what cannot be read is told by row."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from publicodes import Engine
from publicodes.emitting.batches import columns_of
from publicodes.emitting.cells import numbered, read_cell, read_column
from publicodes.emitting.printing import Column

pa = pytest.importorskip("pyarrow")


def test_numbers_come_as_arrays_lists_and_texts() -> None:
    for column in (np.array([1, 2]), [1, 2.0], ["1", 2], ["1", "2"], np.array(["1", "2"])):
        assert read_column("a", "number", column).values.tolist() == [1.0, 2.0]


def test_nothing_is_not_an_answer() -> None:
    for column in ([1.0, None], np.array([1.0, math.nan]), ["1", None], ["1", math.nan]):
        assert read_column("a", "number", column).empty.tolist() == [False, True]
    assert read_column("a", "string", ["x", None, math.nan]).empty.tolist() == [False, True, True]


def test_what_cannot_be_read_is_told_in_each_of_its_rows() -> None:
    found = read_column("a", "number", ["zut", "1", "zut", True, 10**400])
    assert [row for row, _ in found.wrong] == [0, 2, 3, 4]
    assert found.wrong[0][1] == "« a »: « zut » is not a number"
    assert len(found.wrong[3][1]) < 100


def test_cells_that_are_equal_but_not_the_same_are_read_apart() -> None:
    zeros = read_column("a", "number", [0.0, -0.0, "1"]).values.tolist()
    assert [math.copysign(1, one) for one in zeros] == [1, -1, 1]
    assert [read_column("a", "string", [1, True, 1.0]).at(row) for row in range(3)] == ["1", "True", "1.0"]


def test_booleans_and_dates() -> None:
    assert read_column("a", "boolean", ["oui", "Non", True, 0]).values.tolist() == [True, False, True, False]
    days = read_column("a", "date", ["2024-12-31", "31/12/2024", date(2024, 12, 31), np.datetime64("2024-12-31")])
    assert [row for row, _ in days.wrong] == [3]
    assert set(days.values[:3].tolist()) == {date(2024, 12, 31).toordinal()}
    assert read_column("a", "date", np.array(["2024-12-31"], dtype="M8[D]")).at(0) == date(2024, 12, 31).toordinal()


def test_texts_are_numbered_after_those_the_program_knows() -> None:
    cells = read_column("a", "string", ["x", "'y'", "y", "x"])
    texts = {"y": 0}
    assert cells.distinct is not None
    assert numbered(cells.distinct, texts)[cells.values].tolist() == [1, 0, 0, 1]
    assert texts == {"y": 0, "x": 1}


def test_unhashable_cells_are_wrong_rather_than_fatal() -> None:
    assert [row for row, _ in read_column("a", "boolean", [[], "oui", {}]).wrong] == [0, 2]
    with pytest.raises(ValueError, match="« a »"):
        read_cell("a", "boolean", [])


@pytest.mark.parametrize("indices", [pa.int8(), pa.int64()])
def test_arrow_texts_and_dictionaries_give_the_same_cells(indices: object) -> None:
    plain = pa.array(["x", None, "y", "x"])
    encoded = pa.DictionaryArray.from_arrays(pa.array([0, None, 1, 0], indices), ["x", "y"])
    for column in (plain, encoded, plain.cast(pa.large_string())):
        batch = pa.record_batch({"a": column})
        cells = read_column("a", "string", columns_of(batch, [Column("a", "string")])["a"])
        assert cells.empty.tolist() == [False, True, False, False]
        assert [cells.at(row) for row in (0, 2, 3)] == ["x", "y", "x"]


def test_a_call_never_writes_in_its_columns() -> None:
    program = Engine({"a": {"unité": "€"}, "b": {"valeur": "a"}}).program(["a", "b"], ["a"])
    column = np.array([1.0, 2.0])
    found = program({"a": column})
    found.values["b"][0] = found.values["a"][1] = 9.0
    assert column.tolist() == [1.0, 2.0]


def test_no_rows_give_no_rows_and_many_blocks_give_all() -> None:
    program = Engine({"a": {"unité": "€"}, "b": {"valeur": "a * 2"}, "c": {"valeur": 3}}).program(["b", "c"], ["a"])
    assert program({"a": []}).values["b"].tolist() == []
    column = np.arange(10_000.0)
    found = program({"a": column})
    assert (found.values["b"] == column * 2).all()
    assert (found.values["c"] == 3).all()
    assert len(found.values["c"]) == 10_000
