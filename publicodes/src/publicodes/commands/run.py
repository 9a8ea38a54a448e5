"""Run: a table of any size → the same table with a column for each target and one for what is wrong in a row.

A column whose header is the name of a rule is an input; the header may tell the unit of its numbers between brackets:
« contrat . salaire brut [€/an] ». Other columns are carried over. Where a target is not applicable or undefined its
cell is empty; --states adds a column that tells which. In a CSV file separated by « ; », numbers have a decimal comma.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publicodes.commands.models import add_model, add_situation, opened, situated
from publicodes.commands.output import tell
from publicodes.commands.progress import Progress
from publicodes.commands.tables import Table, TableError, answers, open_table
from publicodes.commands.writing import written
from publicodes.engine import Engine
from publicodes.errors import Fault, near
from publicodes.program import Program

if TYPE_CHECKING:
    import pyarrow as pa

HELP = "compute some targets for each row of a table (CSV or Parquet)"
LABELS = ("valeur", "non applicable", "non défini", "erreur")
HEADER = re.compile(r"(?P<rule>.*\S)\s*\[(?P<unit>[^\[\]]*)\]\s*")


class Input(NamedTuple):
    """A column of the table, the rule it answers, the unit of its numbers."""

    column: str
    rule: str
    unit: str | None


def add(parser: ArgumentParser) -> None:
    add_model(parser)
    parser.add_argument(
        "table", metavar="TABLE", type=Path, help="a .csv file (separated by « , » or « ; ») or a .parquet file"
    )
    parser.add_argument(
        "--target", action="append", required=True, metavar="NAME", help="what to compute; may be repeated"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the .csv or .parquet file to write")
    parser.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="COLUMN=RULE[:UNIT]",
        help="a column that answers a rule of another name",
    )
    add_situation(parser)
    parser.add_argument("--states", action="store_true", help="also tell for each target why a cell is empty")


def run(args: Namespace) -> int:
    engine, table = situated(opened(args.model), args), open_table(args.table)
    from publicodes.emitting.batches import ERRORS, STATE, Sheet  # once pyarrow is known to be there

    targets, inputs = list(dict.fromkeys(args.target)), list(_inputs(engine, table, args.input))
    added = [*targets, *(STATE.format(name) for name in targets if args.states), ERRORS]
    _check(table, added, inputs)
    program = engine.program(targets, {one.rule: one.unit for one in inputs})
    sheet = Sheet({name: engine.rules[name].kind if name in engine.rules else None for name in targets}, LABELS)
    progress = Progress(table.rows)
    with written(args.out, table.delimiter) as writer:
        try:
            for batch in table.batches():
                results = program(_columns(program, table, batch, inputs))
                writer.write(_beside(batch, sheet.columns(results), added))
                progress.add(results)
        finally:
            progress.clear()
    progress.conclude()
    return 0


def _columns(program: Program, table: Table, batch: pa.RecordBatch, inputs: Sequence[Input]) -> Mapping[str, object]:
    """The columns that answer rules, as a program reads those of any batch."""
    import pyarrow as pa

    from publicodes.emitting.batches import columns_of

    kinds = {one.name: one.type for one in program.inputs}
    found = {one.rule: answers(batch.column(one.column), kinds[one.rule], comma=table.comma) for one in inputs}
    return columns_of(pa.RecordBatch.from_pydict(found), program.inputs)


def _beside(batch: pa.RecordBatch, found: Mapping[str, pa.Array], added: Sequence[str]) -> pa.RecordBatch:
    import pyarrow as pa

    columns = [*batch.columns, *(found[name] for name in added)]
    return pa.RecordBatch.from_arrays(columns, names=[*batch.schema.names, *added])


def _inputs(engine: Engine, table: Table, told: Sequence[str]) -> Iterator[Input]:
    """The inputs told on the command line, then the columns whose headers name a rule."""
    asked = [_told(text) for text in told]
    yield from asked
    for header in table.headers:
        if header in (one.column for one in asked):
            continue
        found = HEADER.fullmatch(header)
        name, unit = (found["rule"], found["unit"].strip() or None) if found else (header.strip(), None)
        if name in engine.rules:
            yield Input(header, name, unit)
        elif proposal := near(name, engine.rules):
            tell(f"warning: the column « {header} » is no rule, it is carried over; {proposal}")


def _told(text: str) -> Input:
    column, sign, aim = text.rpartition("=")
    rule, _, unit = aim.partition(":")
    if not sign or not column.strip() or not rule.strip():
        raise TableError(
            Fault("PC603", f"« --input {text} » is not read", "write --input COLUMN=RULE or COLUMN=RULE:UNIT")
        )
    return Input(column.strip(), rule.strip(), unit.strip() or None)


def _check(table: Table, added: Sequence[str], inputs: Sequence[Input]) -> None:
    faults = [*_unknown(table, inputs), *_taken(table, added), *_doubled(inputs)]
    if not inputs:
        what = "no column of the table is the name of a rule"
        faults.append(Fault("PC603", what, "name its columns after rules, or write --input COLUMN=RULE"))
    if faults:
        raise TableError(faults)


def _unknown(table: Table, inputs: Sequence[Input]) -> Iterator[Fault]:
    for one in inputs:
        if one.column not in table.headers:
            mend = near(one.column, table.headers) or f"its columns are {', '.join(table.headers[:10])}"
            yield Fault("PC603", f"the table has no column « {one.column} »", mend)


def _taken(table: Table, added: Sequence[str]) -> Iterator[Fault]:
    for name in added:
        if name in table.headers:
            yield Fault("PC603", f"the table has already a column « {name} », which is to be written", "rename it")


def _doubled(inputs: Sequence[Input]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for one in inputs:
        first = seen.setdefault(one.rule, one.column)
        if first != one.column:
            yield Fault("PC603", f"the columns « {first} » and « {one.column} » both answer « {one.rule} »", "keep one")
