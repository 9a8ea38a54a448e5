"""Quantities: units, rounding, logarithms, durations and texts of symbols."""

from __future__ import annotations

from dataclasses import replace

from publicodes.core import nodes as n
from publicodes.specialising.instructions import Mask
from publicodes.specialising.operations import as_day
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Symbol, empty, lift, settle
from publicodes.values.states import UNDEFINED
from publicodes.values.units import Incompatible, Unit, simplified
from publicodes.walking import quantities as plain
from publicodes.walking.missing import NONE


def conversion(env: Specialising, node: n.Conversion) -> Found:
    value, unit, _ = env.node(node.value)
    if not isinstance(value, Symbol):
        value, unit, _ = plain.conversion(env, node)
        return value, unit, NONE
    return _converted(env, value, unit, node.unit, labelled=True), node.unit, NONE


def _converted(env: Specialising, symbol: Symbol, source: Unit | None, unit: Unit, *, labelled: bool) -> Symbol:
    """A symbol in another unit; `labelled` when this is then the unit of every row."""
    if symbol.type != "number" or source is None:
        return symbol
    mixed, bare = (False, False) if labelled else (symbol.mixed, symbol.bare)
    try:
        value = env.merger.converted(symbol.value, source, unit)
        return replace(symbol, value=value, mixed=mixed, bare=bare)
    except Incompatible:
        env.warn("unitConversion")
        lost: Symbol = env.lost(replace(symbol, mixed=False, bare=bare), symbol.mixed)
        return lost


def simple(env: Specialising, symbol: Symbol, unit: Unit | None) -> tuple[Symbol, Unit | None]:
    """A symbol in its simplest unit."""
    if unit is None:
        return symbol, unit
    plain_unit = simplified(unit)
    return _converted(env, symbol, unit, plain_unit, labelled=False), plain_unit


def simplification(env: Specialising, node: n.Simplification) -> Found:
    value, unit, _ = env.node(node.value)
    if not isinstance(value, Symbol):
        return (*plain.simple(value, unit), NONE)
    return (*simple(env, value, unit), NONE)


def rounding(env: Specialising, node: n.Rounding) -> Found:
    value, unit, _ = env.node(node.value)
    digits, digits_unit, _ = env.node(node.digits)
    if not isinstance(value, Symbol) and not isinstance(digits, Symbol):
        value, unit, _ = plain.rounding(env, node)
        return value, unit, NONE
    if isinstance(digits, Symbol):
        return WALKED, unit, NONE
    symbol, unit = simple(env, value, unit)
    return _rounded(env, symbol, digits, digits_unit), unit, NONE


def _rounded(env: Specialising, symbol: Symbol, digits: Given, unit: Unit | None) -> Given:
    places = plain.decimals(env, digits, unit)
    if symbol.type != "number":
        return symbol
    if digits is UNDEFINED:
        return settle(replace(symbol, undefined=env.build.negation(symbol.absent)))
    if places is None:
        return symbol
    return env.lost(replace(symbol, value=env.build.number("round", symbol.value, places)), symbol.mixed)


def logarithm(env: Specialising, node: n.Logarithm) -> Found:
    value, unit, _ = env.node(node.value)
    if not isinstance(value, Symbol):
        return (*plain.logarithm(env, node)[:2], NONE)
    symbol, _ = simple(env, value, unit)
    if symbol.type != "number":
        return WALKED, None, NONE
    return env.lost(replace(symbol, value=env.build.number("log", symbol.value)), symbol.mixed), None, NONE


def duration(env: Specialising, node: n.Duration) -> Found:
    start, end = env.node(node.start)[0], env.node(node.end)[0]
    if not isinstance(start, Symbol) and not isinstance(end, Symbol):
        return (*plain.duration(env, node)[:2], NONE)
    return _elapsed(env, lift(start), lift(end), node.unit), node.unit, NONE


def _elapsed(env: Specialising, start: Symbol, end: Symbol, unit: Unit) -> Given:
    first, last = as_day(start), as_day(end)
    if first is None or last is None or empty(start) or empty(end):
        return WALKED
    build = env.build
    absent = build.either(start.absent, end.absent)
    undefined: Mask = build.both(build.either(start.undefined, end.undefined), build.negation(absent))
    value = build.number("elapsed", first, last, unit.text)
    return settle(Symbol(value, "number", absent, undefined, build.either(start.walked, end.walked)))


def text(env: Specialising, node: n.Text) -> Found:
    """A text that quotes a symbol is left to the walker."""
    if any(isinstance(env.node(part)[0], Symbol) for part in node.parts if isinstance(part, n.Node)):
        return WALKED, None, NONE
    return (*plain.text(env, node)[:2], NONE)
