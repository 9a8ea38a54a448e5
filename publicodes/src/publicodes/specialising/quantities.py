"""Quantities: units, rounding, logarithms, durations and texts of symbols."""

from __future__ import annotations

from dataclasses import replace

from publicodes.core import nodes as n
from publicodes.specialising.arithmetic import expressed
from publicodes.specialising.instructions import Mask
from publicodes.specialising.specialiser import Specialising
from publicodes.specialising.symbols import WALKED, Found, Given, Outcome, Symbol, as_day, empty, lift, settle
from publicodes.values.states import UNDEFINED
from publicodes.values.units import Unit, simplified
from publicodes.walking import quantities as plain
from publicodes.walking.missing import NONE


def conversion(env: Specialising, node: n.Conversion) -> Found:
    value, unit, _ = env.node(node.value)
    if not isinstance(value, Symbol):
        value, unit, _ = plain.conversion(env, node)
        return value, unit, NONE
    value, _ = env.merger.by_unit(value, unit, lambda one, own: (_converted(env, one, own, node.unit), node.unit))
    return (replace(value, bare=False) if isinstance(value, Symbol) else value), node.unit, NONE


def _converted(env: Specialising, symbol: Symbol, source: Unit | None, unit: Unit) -> Symbol:
    """A symbol of one unit in another; as it is, with a warning, when they do not convert."""
    if symbol.type != "number" or source is None:
        return symbol
    return replace(symbol, value=expressed(env, symbol.value, source, unit))


def _simple(env: Specialising, symbol: Symbol, unit: Unit | None) -> tuple[Symbol, Unit | None]:
    """A symbol of one unit in its simplest unit."""
    if unit is None:
        return symbol, unit
    plain_unit = simplified(unit)
    return _converted(env, symbol, unit, plain_unit), plain_unit


def simplification(env: Specialising, node: n.Simplification) -> Found:
    value, unit, _ = env.node(node.value)
    if not isinstance(value, Symbol):
        return (*plain.simple(value, unit), NONE)
    return (*env.merger.by_unit(value, unit, lambda one, own: _simple(env, one, own)), NONE)


def rounding(env: Specialising, node: n.Rounding) -> Found:
    value, unit, _ = env.node(node.value)
    digits, digits_unit, _ = env.node(node.digits)
    if not isinstance(value, Symbol) and not isinstance(digits, Symbol):
        value, unit, _ = plain.rounding(env, node)
        return value, unit, NONE
    if isinstance(digits, Symbol):
        return WALKED, unit, NONE

    def rounded(one: Symbol, own: Unit | None) -> Outcome:
        symbol, own = _simple(env, one, own)
        return _rounded(env, symbol, digits, digits_unit), own

    return (*env.merger.by_unit(value, unit, rounded), NONE)


def _rounded(env: Specialising, symbol: Symbol, digits: Given, unit: Unit | None) -> Given:
    places = plain.decimals(env, digits, unit)
    if symbol.type != "number":
        return symbol
    if digits is UNDEFINED:
        return settle(replace(symbol, undefined=env.build.negation(symbol.absent)))
    return symbol if places is None else replace(symbol, value=env.build.number("round", symbol.value, places))


def logarithm(env: Specialising, node: n.Logarithm) -> Found:
    value, unit, _ = env.node(node.value)
    if not isinstance(value, Symbol):
        return (*plain.logarithm(env, node)[:2], NONE)
    if value.type != "number":
        return WALKED, None, NONE

    def log(one: Symbol, own: Unit | None) -> Outcome:
        symbol, _ = _simple(env, one, own)
        return replace(symbol, value=env.build.number("log", symbol.value), bare=False), None

    return (*env.merger.by_unit(value, unit, log), NONE)


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
