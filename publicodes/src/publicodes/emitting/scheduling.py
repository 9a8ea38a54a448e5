"""Scheduling: the instructions that some results need, each after those it reads; an equation holds a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from publicodes.specialising.instructions import Instruction


@dataclass(slots=True)
class Block:
    """Instructions in order. `bodies` gives, for each equation among them, what its function computes and reads."""

    steps: list[Instruction] = field(default_factory=list)
    bodies: dict[Instruction, Body] = field(default_factory=dict)


@dataclass(slots=True)
class Body:
    """The function of one unknown that an equation solves. `read` are instructions of the enclosing block."""

    unknown: Instruction
    block: Block
    results: tuple[Any, Any, Any]
    read: list[Instruction]


def schedule(results: Iterable[Any]) -> Block:
    """The block that computes `results` (constants among them are let through)."""
    return _Scheduler(set()).run(results)


class _Scheduler:
    """One block. `outside` are computed by the enclosing ones."""

    def __init__(self, outside: set[Instruction]) -> None:
        self.outside = outside
        self.block = Block()
        self.done: set[Instruction] = set()

    def run(self, results: Iterable[Any]) -> Block:
        for result in results:
            self.place(result)
        return self.block

    def place(self, instruction: Any) -> None:
        """Append an instruction after all it reads, without recursion: programs are thousands of steps deep."""
        waiting = [instruction]
        while waiting:
            top = waiting[-1]
            if not isinstance(top, Instruction) or top in self.done or top in self.outside or top.op == "unknown":
                waiting.pop()
                continue
            missing = [one for one in self._reads(top) if one not in self.done and one not in self.outside]
            if missing:
                waiting.extend(missing)
                continue
            self._append(waiting.pop())

    def _append(self, instruction: Instruction) -> None:
        if instruction.op == "solve":
            self.block.bodies[instruction] = self._body(instruction)
        self.block.steps.append(instruction)
        self.done.add(instruction)

    def _reads(self, instruction: Instruction) -> list[Instruction]:
        if instruction.op != "solve":
            return [arg for arg in instruction.args if isinstance(arg, Instruction) and arg.op != "unknown"]
        wanted = [arg for arg in instruction.args[5:] if isinstance(arg, Instruction) and arg.op != "unknown"]
        return [*wanted, *(one for one in frontier(instruction) if one.op != "unknown")]

    def _body(self, equation: Instruction) -> Body:
        unknown = equation.args[1]
        results = equation.args[2:5]
        read = list(frontier(equation))
        inner = _Scheduler(set(read))
        return Body(unknown, inner.run(results), results, read)


def frontier(equation: Instruction) -> Iterator[Instruction]:
    """What the function of an equation reads that does not depend on its unknown."""
    unknown, seen = equation.args[1], set()
    waiting = [arg for arg in equation.args[2:5] if isinstance(arg, Instruction)]
    while waiting:
        top = waiting.pop()
        if top in seen or top is unknown:
            continue
        seen.add(top)
        if unknown in top.free:
            waiting.extend(_operands(top))
        else:
            yield top


def _operands(instruction: Instruction) -> list[Instruction]:
    """What an instruction reads; for an equation, what its function reads and does not find by itself."""
    if instruction.op == "solve":
        own = instruction.args[1]
        inner = list(frontier(instruction))
        wanted = [arg for arg in instruction.args[5:] if isinstance(arg, Instruction)]
        return [one for one in (*inner, *wanted) if one is not own]
    return [arg for arg in instruction.args if isinstance(arg, Instruction)]
