"""Compiling: a model, a situation and the inputs that vary → a program, printed on demand and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple
from functools import lru_cache
from typing import Any

from publicodes.caching.programs import printed as recalled
from publicodes.core.nodes import Constant, Node
from publicodes.core.rules import Rule
from publicodes.depth import deep
from publicodes.emitting.printing import Column, Printed, print_program
from publicodes.errors import Fault, SituationError
from publicodes.program import Program
from publicodes.resolving.linking import Model
from publicodes.running.calls import CHOICES
from publicodes.running.means import Answered, Known, Means, Walked, slot
from publicodes.specialising.instructions import Type
from publicodes.specialising.program import Input, specialise
from publicodes.values.units import parse_unit
from publicodes.walking.environment import Options, Result
from publicodes.walking.walker import Walker

PRINTINGS = 2 * CHOICES
"""Printings kept in memory for one program: as many for sets of answered inputs as for answers that are known."""


def input_column(rule: Rule, unit: str | None) -> Column:
    """How the cells of a rule are read: by its static type, as numbers when it has none. Raises SituationError."""
    try:
        parse_unit(unit or "")
    except ValueError as error:
        raise SituationError(Fault("PC609", f"« {rule.name} »: {error}", "write a unit such as « €/mois »")) from None
    return Column(rule.name, _type(rule), unit)


def _type(rule: Rule) -> Type:
    if rule.possibilities is not None and not all(
        isinstance(one, Constant) and one.type == "number" for one in rule.possibilities.items
    ):
        return "string"
    return rule.kind or "number"


def compile_program(
    model: Model,
    situation: Mapping[str, Any],
    options: Options,
    targets: Mapping[str, Node],
    columns: Sequence[Column],
    known: Any = None,
    calculating: Callable[[], AbstractContextManager[None]] = deep,
) -> Program:
    """The program of `targets` (expressions by name); what the situation says of an input is forgotten.

    `known` tells this model in this situation from any other; without it the disk keeps nothing. `calculating` is what
    rows are walked in.
    """
    names = {one.name: one for one in columns}
    fixed = {name: given for name, given in situation.items() if name not in names}

    @lru_cache(PRINTINGS)
    def printed(answered: Answered, choices: Known, wanted: tuple[str, ...]) -> Printed:
        inputs = [one for one in columns if one.name in answered]
        if known is None:
            return fresh(inputs, choices, wanted)
        on = (known, astuple(options), list(wanted), [astuple(one) for one in inputs], choices)
        return recalled(on, lambda: fresh(inputs, choices, wanted))

    def fresh(answered: Sequence[Column], choices: Known, wanted: Sequence[str]) -> Printed:
        inputs = [Input(one.name, one.type, None if one.unit is None else parse_unit(one.unit)) for one in answered]
        given = {**fixed, **{name: slot(names[name], value) for name, value in choices}}
        nodes = {name: targets[name] for name in wanted}
        with deep():
            return print_program(inputs, specialise(model, given, options, inputs, nodes))

    def walk(target: str, given: Mapping[str, Result]) -> Walked:
        walker = Walker(model, {**fixed, **given}, options)
        with calculating():
            result = walker.node(targets[target])
        return result, frozenset(walker.log.warnings), walker.log.inversion_failed

    return Program(Means(tuple(targets), tuple(columns), printed, walk))
