"""Profile: where the time of a program over columns goes, so that the next gain is chosen on facts.

`python publicodes/benchmarks/profile.py [--way netToGross] [--rows N] [--source]`
"""

from __future__ import annotations

import argparse
import ast
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from batches import WAYS, columns_of_households, compiled
from measuring import seconds
from scenario import BASE, social_rules

from publicodes import Engine, Program
from publicodes.emitting.cells import read_column
from publicodes.emitting.printing import COLUMNS, Printed
from publicodes.running import blocks

BLOCKS = [1024, 2048, 4096, 8192, 16_384, 32_768, 65_536]
TIMES = 3


def main() -> None:
    options = _options()
    program = compiled(Engine(social_rules()).with_situation(BASE), options.way)
    columns = columns_of_households(WAYS[options.way][0], options.rows)
    printed = program._printed(frozenset(columns))
    if options.source:
        print(printed.columns)
    whole = _best(lambda: program(columns))
    print(f"{options.way}, {options.rows:,} rows: {whole:.3f} s, {options.rows / whole:,.0f} rows/s\n")
    arrays = _stages(program, printed, columns, whole)
    _instructions(printed, [one[: blocks.BLOCK] for one in arrays])
    _sizes(program, columns, options.rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Tell where the time of a program goes.")
    parser.add_argument("--way", choices=list(WAYS), default="grossToNet")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--source", action="store_true", help="print the program too")
    return parser.parse_args()


def _best(do: Callable[[], object]) -> float:
    return min(seconds(do) for _ in range(TIMES))


def _stages(program: Program, printed: Printed, columns: dict[str, Any], whole: float) -> list[Any]:
    """What each stage of a call takes; returns the arrays that the blocks read."""
    cells = {one.name: read_column(one.name, one.type, columns[one.name]) for one in program.inputs}
    take: Callable[[], list[Any]] = lambda: [  # noqa: E731
        blocks.taken(cells[one.name], slice(None), dict(printed.texts)) for one in printed.inputs
    ]
    arrays = take()
    stages = {
        "cells read": _best(lambda: [read_column(one.name, one.type, columns[one.name]) for one in program.inputs]),
        "texts numbered": _best(take),
        "blocks run": _best(lambda: _blocks(printed, arrays)),
    }
    for name, took in {**stages, "the rest": whole - sum(stages.values())}.items():
        print(f"{name:24}{took * 1000:>10,.1f} ms{took / whole:>8.1%}")
    return arrays


def _blocks(printed: Printed, arrays: Sequence[Any]) -> None:
    with np.errstate(all="ignore"):
        for start in range(0, len(arrays[0]), blocks.BLOCK):
            parts = [one[start : start + blocks.BLOCK] for one in arrays]
            printed.run(len(parts[0]), *parts)


def _instructions(printed: Printed, parts: Sequence[Any]) -> None:
    """Times every statement of the source on one block; those of an equation's function count at every call."""
    took: defaultdict[str, float] = defaultdict(float)
    calls: Counter[str] = Counter()
    run = _timed(printed.columns, took, calls)
    rounds = 50
    with np.errstate(all="ignore"):
        for _ in range(rounds):
            run(len(parts[0]), *parts)
    total = sum(took.values())
    print(f"\n{'per block':32}{'calls':>8}{'µs':>10}{'µs each':>10}{'share':>8}")
    for kind, time_ in sorted(took.items(), key=lambda one: -one[1]):
        count, micro = calls[kind] / rounds, time_ / rounds * 1e6
        print(f"{kind:32}{count:>8,.0f}{micro:>10,.1f}{micro / count:>10.2f}{time_ / total:>8.1%}")


def _timed(source: str, took: dict[str, float], calls: Counter[str]) -> Callable[..., Any]:
    tree = ast.parse(source)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        function.body = [line for statement in function.body for line in _watched(statement)]
        function.body.insert(0, ast.parse("clock = now()").body[0])
    scope: dict[str, Any] = {**COLUMNS, "now": time.perf_counter, "tick": _ticking(took, calls)}
    exec(compile(ast.fix_missing_locations(tree), "<profile>", "exec"), scope)  # noqa: S102 - printed by the package
    run: Callable[..., Any] = scope["run"]
    return run


def _ticking(took: dict[str, float], calls: Counter[str]) -> Callable[[str, float], float]:
    def tick(kind: str, start: float) -> float:
        took[kind] += time.perf_counter() - start
        calls[kind] += 1
        return time.perf_counter()

    return tick


def _watched(statement: ast.stmt) -> list[ast.stmt]:
    kind = _kind(statement)
    if kind is None:
        return [statement]
    return [statement, ast.parse(f"clock = tick({kind!r}, clock)").body[0]]


def _kind(statement: ast.stmt) -> str | None:
    """The function that a statement calls, with what makes its cost: a new array, constants.

    The time of an equation holds that of its trials.
    """
    call = getattr(statement, "value", None)
    if not isinstance(call, ast.Call):
        return None
    name = ast.unparse(call.func)
    fixed = sum(isinstance(arg, ast.Constant | ast.UnaryOp) for arg in call.args)
    into = any(one.arg == "out" for one in call.keywords)
    told = [f"{fixed} constant" if fixed else "", "" if into else "new array"]
    return " ".join([name, *filter(None, told)]) if name != "solve" else "solve (trials within)"


def _sizes(program: Program, columns: dict[str, Any], rows: int) -> None:
    print(f"\n{'rows of a block':24}{'rows/s':>14}")
    for size in BLOCKS:
        blocks.BLOCK = size
        print(f"{size:<24,}{rows / _best(lambda: program(columns)):>14,.0f}")


if __name__ == "__main__":
    main()
