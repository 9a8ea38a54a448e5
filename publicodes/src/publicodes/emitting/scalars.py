"""Scalars: the same program printed as plain Python for one situation."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from publicodes.emitting.scheduling import Block, Body, schedule
from publicodes.specialising.instructions import SOLVED, Instruction

INFIX = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "eq": "==",
    "and": "and",
    "or": "or",
}
CALLS = {
    "div": "divide",
    "pow": "power",
    "whole": "whole",
    "round": "rounded",
    "log": "natural",
    "float": "float",
    "elapsed": "elapsed",
}


def print_scalars(inputs: Sequence[str], results: Sequence[Any]) -> str:
    """The source of `run(inputs…)`, which returns the results in order."""
    names = {name: f"i{index}" for index, name in enumerate(inputs)}
    lines = _Printer(names, {}).function("run", list(names.values()), schedule(results), results)
    return "\n".join(lines) + "\n"


class _Printer:
    """One function; functions of equations are nested in it and read its names."""

    def __init__(self, inputs: dict[str, str], names: dict[Instruction, str]) -> None:
        self.inputs, self.names = inputs, names

    def function(self, name: str, parameters: list[str], block: Block, results: Sequence[Any]) -> list[str]:
        body = [line for step in block.steps for line in self._step(step, block)]
        told = ", ".join(self.name(result) for result in results)
        return [f"def {name}({', '.join(parameters)}):", *(f"    {line}" for line in body), f"    return ({told},)"]

    def name(self, arg: Any) -> str:
        if isinstance(arg, Instruction):
            return self.names.get(arg) or self.inputs[arg.args[0]]
        if isinstance(arg, float) and not math.isfinite(arg):
            return "nan" if math.isnan(arg) else "inf" if arg > 0 else "-inf"
        return repr(arg)

    def _step(self, step: Instruction, block: Block) -> Iterator[str]:
        if step.op == "input":
            return
        name = self.names[step] = f"v{len(self.names)}"
        if step.op == "solve":
            yield from self._solve(step, block.bodies[step], name)
        else:
            yield f"{name} = {self._expression(step)}"

    def _expression(self, step: Instruction) -> str:
        op, args = step.op, [self.name(arg) for arg in step.args]
        if op in INFIX:
            return f"{args[0]} {INFIX[op]} {args[1]}"
        if op == "select":
            return f"{args[1]} if {args[0]} else {args[2]}"
        if op == "not":
            return f"not {args[0]}"
        if op in ("min", "max"):
            return f"{args[0]} if {args[0]} {'<' if op == 'min' else '>'} {args[1]} else {args[1]}"
        if op in SOLVED:
            return f"{args[0]}[{SOLVED.index(op)}]"
        return f"{CALLS[op]}({', '.join(args)})"

    def _solve(self, step: Instruction, body: Body, name: str) -> Iterator[str]:
        unknown = f"x{len(self.names)}"
        inner = _Printer(self.inputs, {**self.names, body.unknown: unknown})
        yield from inner.function(f"f_{name}", [unknown], body.block, body.results)
        form, wanted, low, high = step.args[0], *step.args[5:]
        target = "None" if form == "circular" else self.name(wanted)
        yield f"{name} = solve(f_{name}, {target}, {low!r}, {high!r})"
