"""Calls: rows grouped by what they answer, a printing for each group, a second one where answers must be known, then
the walker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from publicodes.emitting.cells import Cells
from publicodes.emitting.printing import Printed
from publicodes.errors import PublicodesError
from publicodes.results import VALUE, Results
from publicodes.running import blocks
from publicodes.running.blocks import Answers
from publicodes.running.filling import Filling
from publicodes.running.grouping import Rows, by_answered, by_known
from publicodes.running.means import Answered, Known, Means, given
from publicodes.running.showing import shown, states

FEWEST = 16
"""Rows that are worth a printing. On the models measured, one takes as long to be made as 3 to 5 rows to be walked,
but it may not follow all of its rows, and other models may be slower to print."""

FEW = 8
"""Sets of answered inputs, the most met first, that have a printing however few their rows are: so small tables have
theirs, and one whose every row leaves other cells empty is walked."""

CHOICES = 256
"""Printings made in one call for rows that choose alike: no more than are kept, so that the next call finds them."""


class Choice(NamedTuple):
    """Rows that answer the same inputs and choose alike, and the targets that are still to be known."""

    answered: Answered
    known: Known
    rows: Rows
    targets: tuple[str, ...]


class Call:
    """The results of one call."""

    def __init__(self, means: Means, cells: Mapping[str, Cells], rows: int) -> None:
        self.means, self.cells, self.rows = means, cells, rows
        self.filling = Filling(means.targets, rows)
        self.wrong: dict[int, str] = dict(pair for one in cells.values() for pair in one.wrong)
        self.lost: defaultdict[str, NDArray[np.bool_]] = defaultdict(lambda: np.zeros(rows, dtype=np.bool_))
        """Rows to be walked, by target."""

    def whole(self) -> Results:
        groups = by_answered(self.cells, self.rows)
        for place, (answered, rows) in enumerate(groups):
            self._answer(answered, rows, worth=len(rows) >= FEWEST or place < FEW, alone=len(groups) == 1)
        for lost in self.lost.values():
            lost[list(self.wrong)] = False
        if self.lost:
            self._choose(groups)
        walked = self._walk()
        self._refuse()
        return self.filling.done(walked)

    def _answer(self, answered: Answered, rows: Rows, *, worth: bool, alone: bool) -> None:
        """Rows that answer the same inputs run the same printing."""
        if worth:
            self._run(self.means.printed(answered, (), self.means.targets), rows, alone=alone)
            return
        for name in self.means.targets:
            self.lost[name][rows] = True

    def _run(self, printed: Printed, rows: Rows, *, alone: bool) -> None:
        answers, texts = blocks.run(printed, self.cells, slice(None) if alone else rows, len(rows))
        for one in answers:
            if alone and not np.any(one.walked):
                state = states(one, len(rows))
                value = shown(one, texts, state != VALUE)
                self.filling.whole(one.target.name, value, state, one.target.unit)
            else:
                self._store(one, texts, rows, np.True_)

    def _store(self, answers: Answers, texts: Sequence[str], rows: Rows, wanted: NDArray[np.bool_] | np.bool_) -> None:
        """Keep the answers of the rows that are `wanted`, those to be walked aside."""
        name, lost = answers.target.name, np.broadcast_to(answers.walked, len(rows))
        state = states(answers, len(rows))
        value = shown(answers, texts, lost | (state != VALUE))
        followed = wanted & ~lost
        self.filling.place(name, rows[followed], value[followed], state[followed], answers.target.unit)
        if lost.any() or name in self.lost:
            self.lost[name][rows] = wanted & lost

    def _choose(self, groups: Iterable[tuple[Answered, Rows]]) -> None:
        """A second chance: what varies too much for one printing is decided where choices are known."""
        choices = [one for answered, rows in groups if len(rows) >= FEWEST for one in self._choices(answered, rows)]
        choices.sort(key=lambda one: len(one.rows), reverse=True)
        for answered, known, rows, targets in choices[:CHOICES]:
            left = answered.difference(name for name, _ in known)
            found, texts = blocks.run(self.means.printed(left, known, targets), self.cells, rows, len(rows))
            for one in found:
                self._store(one, texts, rows, self.lost[one.target.name][rows])

    def _choices(self, answered: Answered, rows: Rows) -> list[Choice]:
        targets = tuple(name for name in self.means.targets if name in self.lost and self.lost[name][rows].any())
        if not targets:
            return []
        left = rows[np.logical_or.reduce([self.lost[name][rows] for name in targets])]
        inputs = [one for one in self.means.inputs if one.name in answered]
        groups = by_known(inputs, self.cells, left, FEWEST)
        return [Choice(answered, known, some, targets) for known, some in groups if known and len(some) >= FEWEST]

    def _walk(self) -> int:
        """Walk what no printing follows; gives the number of rows walked."""
        walked = np.zeros(self.rows, dtype=np.bool_)
        for name in self.means.targets:
            if name in self.lost:
                walked |= self.lost[name]
                for row in np.flatnonzero(self.lost[name]).tolist():
                    self._walk_row(name, row)
        return int(walked.sum())

    def _walk_row(self, name: str, row: int) -> None:
        known = [one for one in self.means.inputs if one.name in self.cells and not self.cells[one.name].empty[row]]
        try:
            slots = given(known, [self.cells[one.name].at(row) for one in known])
            (value, unit, _), _, _ = self.means.walk(name, slots)
            self.filling.put(name, row, value, unit)
        except PublicodesError as error:
            self.filling.fail(row, name, error.faults[0].what)

    def _refuse(self) -> None:
        """Rows with a cell that cannot be read tell nothing else."""
        errors = self.filling.results.errors
        errors[:] = [one for one in errors if one.row not in self.wrong]
        for row, message in sorted(self.wrong.items()):
            for name in self.means.targets:
                self.filling.fail(row, name, message)
