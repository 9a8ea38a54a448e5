"""Programs: what they refuse, and rows of one column that cannot share it."""

import numpy as np
import pytest

from publicodes import Engine, SituationError

CHOICE = {"si": {"est défini": "a"}, "alors": "a"}
TWO_UNITS = {"a": {"unité": "€"}, "b": {"unité": "kg"}, "c": {"variations": [CHOICE, {"sinon": "b"}]}}
CHOSEN = {"x": {"une possibilité": ["'u'", "'v'"]}, "y": "x"}


@pytest.fixture
def program():
    return Engine(TWO_UNITS).program(["c"], {"a": "€", "b": "kg"})


def test_rows_in_a_unit_that_does_not_convert_are_errors_of_their_own(program):
    found = program({"a": [1.0, None, None], "b": [2.0, 3.0, None]})
    assert found.units == {"c": "€"}
    assert found.states["c"].tolist() == [0, 3, 2]
    assert found.values["c"][0] == 1.0
    assert np.isnan(found.values["c"][1:]).all()
    assert [(one.row, one.target) for one in found.errors] == [(1, "c")]
    assert "« kg »" in found.errors[0].message


def test_columns_of_different_lengths_are_refused(program):
    with pytest.raises(SituationError, match=r"PC608 .*« a » has 3, « b » has 1"):
        program({"a": [1.0, 2.0, 3.0], "b": [2.0]})


@pytest.mark.parametrize("run", [lambda one: one({"aa": [1.0]}), lambda one: one.one({"aa": 1.0})])
def test_a_name_that_is_no_input_is_refused_with_the_nearest(program, run):
    with pytest.raises(SituationError, match="PC607 « aa » is no input"):
        run(program)


def test_possibilities_hold_in_programs_when_they_are_checked():
    program = Engine(CHOSEN, check_possible_values=True).program(["y"], ["x"])
    found = program({"x": ["u", "w"]})
    assert found.values["y"].tolist() == ["u", None]
    assert [(one.row, one.message) for one in found.errors] == [(1, "« x » is not one of its possibilities")]
    assert Engine(CHOSEN).program(["y"], ["x"])({"x": ["u", "w"]}).errors == []


def test_batches_give_the_values_the_states_and_the_errors_of_each_row(program):
    arrow = pytest.importorskip("pyarrow", reason="tables need pyarrow")
    batch = arrow.RecordBatch.from_pydict({"a": [1.0, None], "b": [2.0, 3.0], "other": ["p", "q"]})
    (found,) = program.run_batches([batch])
    assert found.column("c").to_pylist() == [1.0, None]
    assert found.column("c (état)").to_pylist() == ["value", "error"]
    assert found.column("erreur").to_pylist()[0] is None


def test_an_input_in_what_is_no_unit_is_refused():
    with pytest.raises(SituationError, match="PC609 « prix »: the unit"):
        Engine({"prix": "3 €"}).program(["prix"], {"prix": "€/ mois"})
