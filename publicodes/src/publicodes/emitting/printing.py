"""Printing: outputs → the two sources of a program, with all that is needed to run them again without the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from publicodes.emitting import equations, runtime
from publicodes.emitting.columns import print_columns
from publicodes.emitting.scalars import print_scalars
from publicodes.specialising.instructions import Type
from publicodes.specialising.program import Input, Output
from publicodes.values.units import serialise

PER_TARGET = 4
"""Results of each target: value, not applicable, undefined, to be walked."""

COLUMNS: dict[str, Any] = {"np": np, "rt": runtime, "solve": equations.solve}


@dataclass(frozen=True, slots=True)
class Column:
    """An input or a target: its name, its type and the text of its unit."""

    name: str
    type: Type
    unit: str | None = None


@dataclass(frozen=True)
class Printed:
    """A program for one set of answered inputs. Its fields are plain: they are what the disk keeps."""

    inputs: tuple[Column, ...]
    targets: tuple[Column, ...]
    columns: str
    scalars: str
    texts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def run(self) -> Callable[..., tuple[Any, ...]]:
        """Over blocks: `run(rows, *inputs)`, texts as their numbers, dates as day ordinals."""
        return _function(self.columns, COLUMNS)

    @cached_property
    def run_one(self) -> Callable[..., tuple[Any, ...]]:
        """On one situation: `run_one(*inputs)`."""
        return _function(self.scalars, runtime.SCALARS)


def _function(source: str, names: dict[str, Any]) -> Callable[..., tuple[Any, ...]]:
    scope = dict(names)
    exec(compile(source, "<program>", "exec"), scope)  # noqa: S102 - printed by this package, never by a user
    found: Callable[..., tuple[Any, ...]] = scope["run"]
    return found


def print_program(inputs: Sequence[Input], outputs: Sequence[Output]) -> Printed:
    """Both sources of a program."""
    results = [
        part
        for one in outputs
        for part in (one.symbol.value, one.symbol.absent, one.symbol.undefined, one.symbol.walked)
    ]
    names, texts = [one.name for one in inputs], dict[str, int]()
    columns = print_columns(names, results, texts)
    return Printed(
        tuple(Column(one.name, one.type, serialise(one.unit)) for one in inputs),
        tuple(Column(one.name, one.symbol.type, serialise(one.unit)) for one in outputs),
        columns,
        print_scalars(names, results),
        texts,
    )
