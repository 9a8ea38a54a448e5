"""Program: targets compiled over the inputs that vary, run on columns, on batches or on one situation.

A program is printed once for each set of answered inputs: a row that leaves an input unanswered runs another printing
than one that answers it. Where a printing cannot follow many rows, another one is made that knows their booleans, texts
and dates. The rows left are handed to the walker, which also tells what is wrong in a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from publicodes.emitting.cells import Cells, read_column
from publicodes.emitting.printing import PER_TARGET, Column, Printed
from publicodes.errors import Fault, SituationError, near
from publicodes.evaluation import Evaluation
from publicodes.results import Results
from publicodes.running.calls import Call
from publicodes.running.means import Means, given, single
from publicodes.values.dates import text as date_text

if TYPE_CHECKING:
    import pyarrow


class Program:
    """Targets as functions of inputs. Made by `Engine.program`."""

    def __init__(self, means: Means) -> None:
        self.targets, self.inputs = means.targets, means.inputs
        self._means, self._names = means, frozenset(one.name for one in means.inputs)

    @property
    def source(self) -> str:
        """The NumPy source, all inputs answered."""
        return self._whole.columns

    @property
    def scalar_source(self) -> str:
        """The plain Python source, all inputs answered."""
        return self._whole.scalars

    @property
    def _whole(self) -> Printed:
        return self._printed(self._names)

    def _printed(self, answered: frozenset[str]) -> Printed:
        return self._means.printed(answered, (), self.targets)

    def one(self, values: Mapping[str, float | bool | str | None]) -> dict[str, Evaluation]:
        """One situation: the evaluation of each target, missing variables aside.

        Raises PublicodesError when it has none.
        """
        self._check_names(values)
        answered = {name: value for name, value in values.items() if value is not None}
        printed = self._printed(frozenset(answered))
        cells = [single(one, answered[one.name]) for one in printed.inputs]
        found = printed.run_one(*cells)
        return {
            target.name: self._evaluation(target, found[index : index + PER_TARGET], printed.inputs, cells)
            for target, index in zip(printed.targets, range(0, len(found), PER_TARGET), strict=True)
        }

    def _evaluation(
        self, target: Column, found: Sequence[Any], inputs: Sequence[Column], cells: Sequence[Any]
    ) -> Evaluation:
        value, absent, undefined, walked = found
        if walked:  # one row is walked sooner than a printing that knows its choices is made
            (value, unit, missing), warnings, failed = self._means.walk(target.name, given(inputs, cells))
            return Evaluation.of(value, unit, missing, set(warnings), failed)
        if absent or undefined:
            return Evaluation("not-applicable" if absent else "undefined", None, target.unit)
        return Evaluation("value", date_text(int(value)) if target.type == "date" else value, target.unit)

    def __call__(self, columns: Mapping[str, Any]) -> Results:
        """Columns of equal length by input (arrays or lists; None and NaN: not answered) → columns by target.

        An error of a row is told in `errors` and never raised. Raises SituationError for a column that is no input, or
        columns of different lengths.
        """
        self._check_names(columns)
        cells = {
            one.name: read_column(one.name, one.type, columns[one.name]) for one in self.inputs if one.name in columns
        }
        return Call(self._means, cells, _rows(cells)).whole()

    def _check_names(self, asked: Mapping[str, Any]) -> None:
        inputs = [one.name for one in self.inputs]
        if unknown := asked.keys() - self._names:
            raise SituationError(
                Fault("PC607", f"« {name} » is no input of this program", near(name, inputs) or "compile it as one")
                for name in sorted(unknown)
            )

    def missing(self, values: Mapping[str, float | bool | str | None]) -> dict[str, int]:
        """The missing variables of all the targets in one situation, found by walking; scores are added."""
        total: dict[str, int] = {}
        known = [one for one in self.inputs if values.get(one.name) is not None]
        slots = given(known, [single(one, values[one.name]) for one in known])
        for target in self.targets:
            for name, score in self._means.walk(target, slots)[0][2].items():
                total[name] = total.get(name, 0) + score
        return total

    def run_batches(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        """Arrow batches of inputs → batches of a column per target, its state beside it, and the errors of the row.

        A column keeps its kind and its unit from batch to batch.
        """
        from publicodes.emitting.batches import Sheet, columns_of, record_batch

        sheet = Sheet(dict.fromkeys(self.targets))
        for batch in batches:
            yield record_batch(sheet, self(columns_of(batch, self.inputs)))


def _rows(cells: Mapping[str, Cells]) -> int:
    """How many rows the columns have, all alike; one when none is given."""
    lengths = {name: len(one.values) for name, one in cells.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"« {name} » has {length}" for name, length in lengths.items())
        raise SituationError(
            Fault("PC608", f"the columns differ in length: {told}", "give as many cells to each input")
        )
    return next(iter(lengths.values()), 1)
