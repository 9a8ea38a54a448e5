"""Program: the targets as instructions over the inputs that vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publicodes.core import nodes as n
from publicodes.resolving.linking import Model
from publicodes.specialising import branches, contexts, operations, quantities, scales, solving
from publicodes.specialising.instructions import Type
from publicodes.specialising.paths import Course
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import Symbol, lift
from publicodes.values.units import Unit, compatible
from publicodes.walking.basics import constant
from publicodes.walking.environment import Environment, Options
from publicodes.walking.missing import NONE


class Specialiser(Specialising):
    methods = {
        n.Constant: constant,
        n.Slot: operations.slot,
        n.Reference: Environment.reference,
        n.Operation: operations.operation,
        n.Condition: branches.condition,
        n.IsUndefined: operations.is_undefined,
        n.IsNotApplicable: operations.is_not_applicable,
        n.DefaultUsed: operations.default_used,
        n.Variations: branches.variations,
        n.Extremum: branches.extremum,
        n.Conversion: quantities.conversion,
        n.Simplification: quantities.simplification,
        n.Rounding: quantities.rounding,
        n.Logarithm: quantities.logarithm,
        n.Duration: quantities.duration,
        n.Text: quantities.text,
        n.Scale: scales.scale,
        n.Context: contexts.context,
        n.Inversion: solving.inversion,
        n.Circular: solving.circular,
    }


@dataclass(frozen=True, slots=True)
class Input:
    """A rule whose value varies from row to row, with its type and the unit its numbers are in."""

    name: str
    type: Type
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What a target is worth: a symbol, in one unit."""

    name: str
    symbol: Symbol
    unit: Unit | None


def specialise(
    model: Model, situation: Mapping[str, Any], options: Options, inputs: Sequence[Input], targets: Mapping[str, n.Node]
) -> list[Output]:
    """The outputs of `targets` (expressions by name) when the situation is known but for `inputs`."""
    course = Course()
    symbols = {one.name: (Symbol(course.build.input(one.name, one.type), one.type), one.unit, NONE) for one in inputs}
    given = {**situation, **symbols}
    return [_output(Specialiser(model, given, options, course=course), name, node) for name, node in targets.items()]


def _output(walk: Specialiser, name: str, node: n.Node) -> Output:
    value, unit = walk.whole(node)
    return Output(name, _in_unit(walk, lift(value), unit), unit)


def _in_unit(walk: Specialiser, symbol: Symbol, unit: Unit | None) -> Symbol:
    """The rows of a target all in the unit of its column; those that do not convert, or are `non`, are walked."""
    number, lost = symbol.value, walk.build.either(symbol.walked, symbol.no)
    for own, mask in symbol.others:
        if compatible(own, unit):
            number = walk.build.select(mask, walk.merger.converted(symbol.value, own, unit), number)
        else:
            lost = walk.build.either(lost, mask)
    return replace(symbol, value=number, walked=lost, others=(), no=False)
