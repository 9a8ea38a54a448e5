"""Sheets: results as Arrow columns, of one kind and one unit from batch to batch."""

from typing import Any

import numpy as np
import pytest

pa = pytest.importorskip("pyarrow", reason="tables need pyarrow")

from publicodes.emitting.batches import Sheet, record_batch  # noqa: E402 - it needs pyarrow
from publicodes.results import NOT_APPLICABLE, Results, RowError  # noqa: E402

NUMBERS = np.array([1.0, 2.0])


def results(values: Any, unit: str | None = None, errors: tuple[RowError, ...] = ()) -> Results:
    array = values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
    states = np.zeros(len(array), dtype=np.uint8)
    return Results(len(array), {"a": array}, {"a": states}, {"a": unit}, list(errors))


def written(sheet: Sheet, found: Results) -> list[Any]:
    cells: list[Any] = sheet.columns(found)["a"].to_pylist()
    return cells


def batch(found: Results) -> Any:
    return record_batch(Sheet(dict.fromkeys(found.values)), found)


def test_what_is_no_value_is_null_and_its_state_says_why() -> None:
    found = results(NUMBERS)
    found.states["a"][1] = NOT_APPLICABLE
    told = batch(found)
    assert told.schema.names == ["a", "a (état)", "erreur"]
    assert told.column("a").to_pylist() == [1, None]
    assert told.column("a (état)").to_pylist() == ["value", "not-applicable"]


def test_a_batch_tells_the_units_of_its_columns_and_goes_with_others() -> None:
    euros, bare = batch(results(NUMBERS, "€")), batch(results(NUMBERS))
    assert euros.schema.field("a").metadata == {b"unit": "€".encode()}
    assert bare.schema.field("a").metadata is None
    assert pa.Table.from_batches([euros, bare])["a"].to_pylist() == [1, 2, 1, 2]


def test_a_column_keeps_the_first_unit_that_is_met() -> None:
    sheet = Sheet({"a": "number"})
    units = [None, "€", "k€", None]
    assert [written(sheet, results(NUMBERS, unit)) for unit in units] == [[1, 2], [1, 2], [1000, 2000], [1, 2]]


def test_rows_in_a_unit_that_does_not_convert_are_errors() -> None:
    sheet = Sheet({"a": "number"})
    written(sheet, results(NUMBERS, "€"))
    found = results(np.array([1.0, 2.0]), "kg")
    found.states["a"][1] = NOT_APPLICABLE
    columns = sheet.columns(found)
    assert columns["a"].to_pylist() == [None, None]
    assert columns["erreur"].to_pylist() == ["this row is in « kg », its column in « € »", None]


def test_a_column_keeps_the_first_kind_that_is_met() -> None:
    sheet = Sheet({"a": None})
    assert written(sheet, results(np.array([True, False]))) == [True, False]
    columns = sheet.columns(results(NUMBERS))
    assert columns["a"].to_pylist() == [None, None]
    assert columns["erreur"].to_pylist()[0] == "« a » is « 1 » here, in a column of another kind"


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (["x", None, 1.5, True], ["x", None, "1.5", "oui"]),
        ([1.5, None], [1.5, None]),
        ([True, None], [True, None]),
    ],
)
def test_only_values_of_several_kinds_are_texts(cells: list[Any], shown: list[Any]) -> None:
    found = results(cells)
    found.states["a"][[cell is None for cell in cells]] = NOT_APPLICABLE
    assert written(Sheet({"a": None}), found) == shown


def test_what_is_wrong_in_a_row_is_told_once() -> None:
    wrong = [RowError(1, "a", "bad"), RowError(1, "b", "bad"), RowError(1, "b", "worse")]
    assert batch(results(NUMBERS, errors=tuple(wrong))).column("erreur").to_pylist() == [None, "bad ; worse"]


def test_states_are_named_as_they_are_asked() -> None:
    found = Sheet({"a": None}, ("v", "na", "u", "e")).columns(results(NUMBERS))
    assert found["a (état)"].to_pylist() == ["v", "v"]
