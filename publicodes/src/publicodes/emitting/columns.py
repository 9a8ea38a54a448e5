"""Columns: a program printed as NumPy operations over blocks of rows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from publicodes.emitting.scheduling import Block, Body, schedule
from publicodes.specialising.instructions import SOLVED, Instruction

UFUNCS = {
    "add": "np.add",
    "sub": "np.subtract",
    "mul": "np.multiply",
    "div": "np.divide",
    "pow": "np.power",
    "min": "np.minimum",
    "max": "np.maximum",
    "log": "np.log",
    "lt": "np.less",
    "le": "np.less_equal",
    "gt": "np.greater",
    "ge": "np.greater_equal",
    "eq": "np.equal",
    "and": "np.logical_and",
    "or": "np.logical_or",
    "not": "np.logical_not",
}
MASKS = frozenset(("lt", "le", "gt", "ge", "eq", "and", "or", "not"))


def print_columns(inputs: Sequence[str], results: Sequence[Any], texts: dict[str, int]) -> str:
    """The source of `run(n, inputs…)` for n rows, which returns the results in order: arrays, or constants.

    `texts` numbers the texts that the program reads.
    """
    block = schedule(results)
    names = {name: f"i{index}" for index, name in enumerate(inputs)}
    lines = _Printer(names, texts, {}).function("run", ["n", *names.values()], block, results)
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Printer:
    """One function. A register it made (`owned`) is reused once the last instruction that reads it is printed."""

    inputs: dict[str, str]
    texts: dict[str, int]
    names: dict[Instruction, str]
    free: dict[bool, list[str]] = field(default_factory=lambda: {True: [], False: []})
    uses: Counter[Instruction] = field(default_factory=Counter)
    owned: set[Instruction] = field(default_factory=set)
    count: int = 0
    rows: str = "n"

    def function(self, name: str, parameters: list[str], block: Block, results: Sequence[Any]) -> list[str]:
        self.uses = Counter(one for step in block.steps for one in set(_operands(step, block)))
        self.uses.update(one for one in results if isinstance(one, Instruction))
        self.rows = "n" if parameters[0] == "n" else "len(x)"
        body = [line for step in block.steps for line in self._step(step, block)]
        told = ", ".join(self.name(result) for result in results)
        return [f"def {name}({', '.join(parameters)}):", *(f"    {line}" for line in body), f"    return ({told},)"]

    def name(self, arg: Any) -> str:
        if isinstance(arg, Instruction):
            return self.names.get(arg) or self.inputs[arg.args[0]]
        if isinstance(arg, str):
            return str(self.texts.setdefault(arg, len(self.texts)))
        return _literal(arg)

    def _step(self, step: Instruction, block: Block) -> Iterator[str]:
        if step.op == "input":
            return
        if step.op == "solve":
            yield from self._solve(step, block.bodies[step])
        else:
            yield self._print(step)
        for operand in set(_operands(step, block)):
            self._release(operand)

    def _print(self, step: Instruction) -> str:
        args = ", ".join(self.name(arg) for arg in step.args)
        if step.op in UFUNCS:
            return self._ufunc(step, args)
        name = self._fresh(step)
        if step.op in SOLVED:
            return f"{name} = {self.names[step.args[0]]}[{SOLVED.index(step.op)}]"
        if step.op == "elapsed":
            args = ", ".join([*(self.name(arg) for arg in step.args[:2]), repr(step.args[2])])
        call = {
            "select": "np.where",
            "float": "rt.floats",
            "round": "rt.rounded",
            "whole": "rt.whole",
            "elapsed": "rt.elapsed",
        }[step.op]
        return f"{name} = {call}({args})"

    def _ufunc(self, step: Instruction, args: str) -> str:
        pool = self.free[step.op in MASKS]
        if pool:
            self.owned.add(step)
            self.names[step] = pool.pop()
            return f"{UFUNCS[step.op]}({args}, out={self.names[step]})"
        return f"{self._fresh(step)} = {UFUNCS[step.op]}({args})"

    def _fresh(self, step: Instruction) -> str:
        self.count += 1
        self.owned.add(step)
        self.names[step] = f"v{self.count}"
        return self.names[step]

    def _release(self, operand: Instruction) -> None:
        """Once read for the last time, the register of a ufunc's result may be written again."""
        self.uses[operand] -= 1
        if self.uses[operand] or operand not in self.owned:
            return
        if (operand.op in UFUNCS and operand.type != "string") or (operand.op == "select" and operand.type == "number"):
            self.free[operand.type == "boolean"].append(self.names[operand])

    def _solve(self, step: Instruction, body: Body) -> Iterator[str]:
        form, wanted, low, high = step.args[0], *step.args[5:]
        name = self._fresh(step)
        outer = [self.name(one) for one in body.read]
        inner = [f"c{index}" for index in range(len(outer))]
        printer = _Printer({}, self.texts, dict(zip(body.read, inner, strict=True)))
        printer.names[body.unknown] = "x"
        yield from printer.function(f"f_{name}", ["x", *inner], body.block, body.results)
        read = ", ".join(outer) + ("," if outer else "")
        target = "None" if form == "circular" else self.name(wanted)
        yield f"{name} = solve(f_{name}, ({read}), {target}, {low!r}, {high!r}, {self.rows})"


def _operands(step: Instruction, block: Block) -> list[Instruction]:
    if step.op == "solve":
        wanted = [arg for arg in step.args[5:] if isinstance(arg, Instruction)]
        return [*block.bodies[step].read, *wanted]
    return [arg for arg in step.args if isinstance(arg, Instruction)]


def _literal(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "np.nan" if math.isnan(value) else "np.inf" if value > 0 else "-np.inf"
    return repr(value)
