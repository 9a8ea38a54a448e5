"""Batching: a table of situations → what some rules are worth in each of its rows.

Rows are taken by hundreds, more of them while they go fast. One piece is computed at a time in the whole process, so
that two large tables do not starve the pages; between two pieces the others have their turn.
"""

import math
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from time import monotonic, sleep, thread_time
from typing import Any, NamedTuple

import pyarrow as pa
from django.utils.translation import gettext as _
from pyarrow import compute

from gamma.ground.api.refusals import Refused, refused
from gamma.services.simulators.api.naming import model_named, rule_named
from gamma.services.simulators.api.tables import Row, Table, some
from gamma.services.simulators.catalogue.shapes import Simulator
from gamma.services.simulators.refusing import row_sentence, sentences, unsolved
from gamma.services.simulators.rules import engine, sought
from publicodes import Program, PublicodesError

SECONDS = 120.0
FEWEST, MOST, BRISK = 50, 2_000, 0.1
BREATH = 0.004
"""Seconds left to the other threads after each piece: they would else wait for the interpreter at every step."""

TARGETS = 100
HEADER = re.compile(r"(?P<rule>.*\S)\s*\[(?P<unit>[^\[\]]*)\]\s*")
ERRORS, STATE = "erreur", "{} (état)"
SLOT = Lock()


class Input(NamedTuple):
    """A column of the table, the rule it answers, the unit of its numbers."""

    header: str
    rule: str
    unit: str | None


@dataclass(frozen=True)
class Batch:
    """A table, the columns that answer rules, the rules wanted, and the program that its rows run through.

    The program gives as well the rules that inversions look for: where one is undefined, there is no solution.
    """

    table: Table
    inputs: Sequence[Input]
    targets: Sequence[str]
    sought: Mapping[str, Sequence[str]]
    program: Program

    @cached_property
    def places(self) -> Sequence[tuple[int, str]]:
        """Where each input stands among the headers, and its kind; in the order of the inputs of the program."""
        at = {name: place for place, name in enumerate(self.table.headers)}
        return [(at[one.header], column.type) for one, column in zip(self.inputs, self.program.inputs, strict=True)]


@dataclass
class Piece:
    """Some rows, and what came of them: a column for each target and its state, `wrong` by row, `units` by target."""

    rows: Sequence[Row]
    columns: Mapping[str, pa.Array]
    units: Mapping[str, str | None]
    wrong: Sequence[str]
    seconds: float = 0.0


def batch(table: Table, targets: Sequence[str], simulator: Simulator | None, model: str, keep: Sequence[str]) -> Batch:
    """What is to be computed. Raises Refused: an unknown column, target or unit."""
    model = model_named(simulator.model if simulator else model).name
    inputs = _inputs(table.headers, model, keep)
    given = {one.rule for one in inputs}
    wanted = _targets(targets, simulator, model, given)
    fixed = {name: said for name, said in (simulator.situation if simulator else {}).items() if name not in given}
    looked = {name: [one for one in sought(model)[name] if one not in given] for name in given & sought(model).keys()}
    computed = dict.fromkeys([*wanted, *(one for found in looked.values() for one in found)])
    try:
        program = engine(model).with_situation(fixed).program(list(computed), {one.rule: one.unit for one in inputs})
        return Batch(table, inputs, wanted, looked, program)
    except PublicodesError as error:
        raise Refused(*sentences(error)) from None


def _inputs(headers: Sequence[str], model: str, keep: Sequence[str]) -> list[Input]:
    found = [_input(header, model) for header in headers if header not in keep]
    for place, one in enumerate(found):
        if one.rule in {other.rule for other in found[:place]}:
            told = _("Deux colonnes donnent « {rule} ».").format(rule=one.rule)
            raise refused(told, one.header, _("Gardez-en une."))
    return found


def _input(header: str, model: str) -> Input:
    found = HEADER.fullmatch(header)
    written, unit = (found["rule"], found["unit"].strip() or None) if found else (header.strip(), None)
    return Input(header, rule_named(model, written, header), unit)


def _targets(asked: Sequence[str], simulator: Simulator | None, model: str, given: set[str]) -> list[str]:
    """The rules to compute: those asked for, else what the simulator shows."""
    shown = (simulator.asked_for if simulator else ()) if not asked else ()
    wanted = list(dict.fromkeys(rule_named(model, one, "targets") for one in asked))
    wanted += [name for name in shown if name not in given]
    if not wanted or len(wanted) > TARGETS:
        told = _("De 1 à {most} règles à calculer sont attendues.").format(most=TARGETS)
        raise refused(told, "targets", _("Nommez-les : ?targets=salarié . rémunération . net . à payer avant impôt"))
    if both := [name for name in wanted if name in given]:
        told = _("« {name} » est à la fois donné et demandé.").format(name=both[0])
        raise refused(told, "targets", _("Retirez la colonne, ou demandez une autre règle."))
    return wanted


def pieces(work: Batch) -> Iterator[Piece]:
    """The rows and what they are worth, piece by piece; once the time is over, rows come back with that told."""
    rows, waiting, size = work.table.rows(), deque[Sequence[Row]](), FEWEST
    until, units = monotonic() + SECONDS, dict[str, str | None]()

    def feeding() -> Iterator[pa.RecordBatch]:
        while monotonic() < until and (taken := some(rows, size)):
            read = [_read(work, row) for row in taken]
            waiting.append(read)
            yield _record(work, read)

    results = work.program.run_batches(feeding())
    while (found := _next(results)) is not None:
        piece = _piece(work, waiting.popleft(), found, units)
        size = min(MOST, size * 2) if piece.seconds < BRISK else max(FEWEST, size // 2)
        yield piece
        sleep(BREATH)
    while left := some(rows, MOST):
        yield _left(work, left)


class Found(NamedTuple):
    """A batch of results, and how long it took."""

    batch: pa.RecordBatch
    seconds: float


def _next(results: Iterator[pa.RecordBatch]) -> Found | None:
    with SLOT:
        before = thread_time()
        found = next(results, None)
        return None if found is None else Found(found, thread_time() - before)


def _read(work: Batch, row: Row) -> Row:
    """A row whose cells are what its rules take: numbers are read, those that are none are told."""
    if row.wrong:
        return row
    cells, comma = list(row.cells), work.table.delimiter == ";"
    for place, kind in work.places:
        try:
            cells[place] = _cell(cells[place], kind, comma)
        except ValueError:
            return Row(row.cells, _no_number(work.table.headers[place], cells[place]))
    return Row(cells)


def _no_number(header: str, cell: Any) -> str:
    told = _("« {name} » : « {cell} » n'est pas un nombre ; écrivez par exemple 2500.5, l'unité dans l'en-tête.")
    return told.format(name=header, cell=str(cell)[:60])


def _cell(cell: Any, kind: str, comma: bool) -> Any:
    if cell is None or kind != "number":
        return cell if cell is None or isinstance(cell, bool) else str(cell)
    if isinstance(cell, bool):
        raise ValueError
    number = float(cell.replace(",", ".") if comma and isinstance(cell, str) else cell)
    if not math.isfinite(number):
        raise ValueError
    return number


def _record(work: Batch, rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows that are wrong answer nothing: what comes of them is not looked at."""
    if not work.inputs:
        return pa.RecordBatch.from_pydict({"": pa.nulls(len(rows))})
    arrays = {}
    for one, (place, kind) in zip(work.inputs, work.places, strict=True):
        arrays[one.rule] = _array([None if row.wrong else row.cells[place] for row in rows], kind)
    return pa.RecordBatch.from_pydict(arrays)


def _array(cells: Sequence[Any], kind: str) -> pa.Array:
    if kind == "number":
        return pa.array(cells, pa.float64())
    return pa.array([("oui" if cell else "non") if isinstance(cell, bool) else cell for cell in cells], pa.string())


def _piece(work: Batch, rows: Sequence[Row], found: Found, units: dict[str, str | None]) -> Piece:
    told = found.batch.column(found.batch.schema.get_field_index(ERRORS)).to_pylist()
    wrong = [row.wrong or (_said(one) if one else "") for row, one in zip(rows, told, strict=True)]
    for place, given in _unsolved(work, rows, found):
        wrong[place] = wrong[place] or unsolved(given).what
    for name in work.targets:
        metadata = found.batch.schema.field(name).metadata or {}
        units.setdefault(name, metadata[b"unit"].decode() if b"unit" in metadata else None)
    keys = [key for name in work.targets for key in (name, STATE.format(name))]
    bad = pa.array([bool(row.wrong) for row in rows])
    columns = {key: _without(found.batch.column(key), bad, key not in work.targets) for key in keys}
    return Piece(rows, columns, units, wrong, found.seconds)


def _unsolved(work: Batch, rows: Sequence[Row], found: Found) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows in which a solution was sought in vain, with the amounts they started from."""
    for one, (place, _kind) in zip(work.inputs, work.places, strict=True):
        for pivot in work.sought.get(one.rule, ()):
            states = found.batch.column(STATE.format(pivot))
            for row in compute.indices_nonzero(compute.equal(states.cast(pa.string()), "undefined")).to_pylist():
                if rows[row].cells[place] is not None:
                    yield row, {one.rule: rows[row].cells[place]}


def _without(column: pa.Array, bad: pa.Array, state: bool) -> pa.Array:
    """A column in which rows that could not be read have no value."""
    plain = column.cast(pa.string()) if state else column
    return compute.if_else(bad, pa.scalar("error" if state else None, plain.type), plain)


def _said(messages: str) -> str:
    return " ; ".join(row_sentence(one) for one in messages.split(" ; "))


def _left(work: Batch, rows: Sequence[Row]) -> Piece:
    told = _("Le temps imparti ({seconds} s) est écoulé : envoyez les lignes restantes dans une autre demande.")
    empty = {name: pa.nulls(len(rows)) for name in work.targets}
    states = {STATE.format(name): pa.array(["error"] * len(rows)) for name in work.targets}
    columns = {key: {**empty, **states}[key] for name in work.targets for key in (name, STATE.format(name))}
    return Piece(rows, columns, {}, [told.format(seconds=int(SECONDS))] * len(rows))
