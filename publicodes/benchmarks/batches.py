"""Batches: our programs over columns, in a fresh process; `python batches.py KIND ASKED.json` prints JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from measuring import highest_megabytes, seconds
from scenario import (
    BASE,
    FOOTPRINT,
    GROSS,
    NET,
    cells,
    footprint_rules,
    households,
    inputs,
    persona_cells,
    personas,
    social_rules,
)

from publicodes import Engine, Program, Results

Told = dict[str, Any]
DRAWN = 100_000
"""Households drawn; more rows repeat them."""

BATCH = 65_536
"""Rows of an Arrow batch."""

TIMES = 3
WAYS = {"grossToNet": (GROSS, NET), "netToGross": (NET, GROSS)}


def main() -> None:
    _, kind, path = sys.argv
    asked = json.loads(Path(path).read_text(encoding="utf-8"))
    print(json.dumps({"households": by_columns, "growth": by_batches, "footprint": footprint}[kind](asked)))


def by_columns(asked: Mapping[str, Any]) -> Told:
    """Both ways on whole columns: seconds of every run, rows walked, first answers."""
    engine = Engine(social_rules()).with_situation(BASE)
    told: Told = {way: {rows: _run(engine, way, rows) for rows in asked["rows"]} for way in WAYS}
    source = compiled(engine, "grossToNet").source
    return {**told, "steps": len(source.splitlines()), "memory": highest_megabytes()}


def _run(engine: Engine, way: str, rows: int) -> Told:
    program, columns = compiled(engine, way), columns_of_households(WAYS[way][0], rows)
    found = program(columns)
    times = [seconds(lambda: program(columns)) for _ in range(TIMES)]
    return {"seconds": times, "walked": found.walked, "first": found.values[WAYS[way][1]][:20].tolist()}


def by_batches(asked: Mapping[str, Any]) -> Told:
    """Seconds by number of rows, streamed in Arrow batches that are made as they are read."""
    engine = Engine(social_rules()).with_situation(BASE)
    told: Told = {way: _growth(engine, way, asked[way]) for way in WAYS}
    return {**told, "memory": highest_megabytes()}


def _growth(engine: Engine, way: str, powers: list[int]) -> dict[int, float]:
    program = compiled(engine, way)
    columns = {name: pa.array(values) for name, values in columns_of_households(WAYS[way][0], DRAWN).items()}
    table = pa.table(columns)
    _drain(program, table, 1)
    return {rows: min(_drain(program, table, rows) for _ in range(TIMES if rows < 10**6 else 1)) for rows in powers}


def _drain(program: Program, table: pa.Table, rows: int) -> float:
    return seconds(lambda: [None for _ in program.run_batches(_batches(table, rows))])


def _batches(table: pa.Table, rows: int) -> Iterator[pa.RecordBatch]:
    while rows > 0:
        yield from table.slice(0, rows).to_batches(BATCH)
        rows -= len(table)


def footprint(asked: Mapping[str, Any]) -> Told:
    """`bilan` of personas, what varies being all that some persona answers: seconds of the first call, then of more."""
    engine = Engine(footprint_rules(), strict_situation=False)
    columns = persona_cells(personas(asked["personas"]))
    program = engine.program([FOOTPRINT], list(columns))
    made: list[Results] = []
    run: Callable[[], None] = lambda: made.append(program(columns))  # noqa: E731
    first, *times = [seconds(run) for _ in range(1 + TIMES)]
    found = made[0]
    values = [[value] for value in found.values[FOOTPRINT][:20].tolist()]
    counts = {"rows": found.rows, "inputs": len(columns), "walked": found.walked, "errors": len(found.errors)}
    return {**counts, "first": first, "seconds": times, "values": values, "memory": highest_megabytes()}


def compiled(engine: Engine, way: str) -> Program:
    amount, target = WAYS[way]
    return engine.program([target], inputs(amount))


def columns_of_households(amount: str, rows: int) -> dict[str, Any]:
    told = cells(households(min(rows, DRAWN)), amount)
    kinds = {name: object if isinstance(values[0], str) else None for name, values in told.items()}
    return {name: np.resize(np.array(values, dtype=kinds[name]), rows) for name, values in told.items()}


if __name__ == "__main__":
    main()
