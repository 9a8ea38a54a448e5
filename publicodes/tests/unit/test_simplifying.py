"""Simplifying: what the builder folds, bounds or leaves out never changes a result, NaN and infinities included."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import numpy as np
import pytest

from publicodes.emitting import equations, runtime
from publicodes.emitting.columns import print_columns
from publicodes.emitting.scalars import print_scalars
from publicodes.specialising.bounds import bounds
from publicodes.specialising.instructions import Builder
from publicodes.specialising.logic import Logic

VALUES = [-math.inf, -3.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, math.inf, math.nan]
TABLE = [(x, y, mask) for x in VALUES for y in VALUES for mask in (False, True)]
X, Y, MASK = (np.array(column) for column in zip(*TABLE, strict=True))
ARITHMETIC = {"add": np.add, "sub": np.subtract, "mul": np.multiply}
COMPARISONS = {"lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal, "eq": np.equal}

CONSTANTS = [-1.0, 0.0, 0.5, 1.0, 2.0]
DIVISORS = [-1.0, 0.5, 1.0, 2.0, math.inf]
"""Not zero: the builder lets 0 + x be x, which for −0 is another zero."""

MOST = 5
"""The depth of the deepest trees."""


def number(drawn: Random, depth: int = MOST) -> Any:
    kind = drawn.randrange(6) if depth else drawn.randrange(2)
    if kind < 2:
        return drawn.choice(["x", "y"]) if kind else drawn.choice(CONSTANTS)
    if kind == 2:
        return "div", number(drawn, depth - 1), drawn.choice(DIVISORS)
    if kind < 5:
        return drawn.choice(list(ARITHMETIC)), number(drawn, depth - 1), number(drawn, depth - 1)
    return "select", mask(drawn, depth - 1), number(drawn, depth - 1), number(drawn, depth - 1)


def mask(drawn: Random, depth: int = MOST) -> Any:
    kind = drawn.randrange(6) if depth else 0
    if kind < 2:
        return "mask" if kind else (drawn.choice(list(COMPARISONS)), number(drawn, max(0, depth - 2)), number(drawn, 0))
    if kind == 2:
        return "not", mask(drawn, depth - 1)
    if kind == 3:
        return "select", *(mask(drawn, depth - 1) for _ in range(3))
    return drawn.choice(["and", "or"]), mask(drawn, depth - 1), mask(drawn, depth - 1)


def built(build: Builder, tree: Any) -> Any:
    if not isinstance(tree, tuple):
        return build.input(tree, "boolean" if tree == "mask" else "number") if isinstance(tree, str) else tree
    op, *args = tree[0], *(built(build, one) for one in tree[1:])
    if op in ("and", "or", "not", "select"):
        return {"and": build.both, "or": build.either, "not": build.negation, "select": build.select}[op](*args)
    return build.number(op, *args)


def computed(tree: Any) -> Any:
    """The same, nothing simplified."""
    if not isinstance(tree, tuple):
        return {"x": X, "y": Y, "mask": MASK}[tree] if isinstance(tree, str) else np.full(len(X), tree)
    op, *args = tree[0], *(computed(one) for one in tree[1:])
    others = {"and": np.logical_and, "or": np.logical_or, "not": np.logical_not, "select": np.where}
    return {**ARITHMETIC, **COMPARISONS, **others, "div": np.divide}[op](*args)


def run_columns(result: Any) -> Any:
    scope: dict[str, Any] = {"np": np, "rt": runtime, "solve": equations.solve}
    exec(print_columns(["x", "y", "mask"], [result], {}), scope)  # noqa: S102 - printed by the package
    return np.broadcast_to(scope["run"](len(X), X, Y, MASK)[0], len(X))


def run_scalars(result: Any) -> Any:
    scope = dict(runtime.SCALARS)
    exec(print_scalars(["x", "y", "mask"], [result]), scope)  # noqa: S102 - printed by the package
    return np.array([scope["run"](*row)[0] for row in TABLE])


def check(seeds: range) -> None:
    with np.errstate(all="ignore"):
        for seed in seeds:
            drawn = Random(seed)
            check_results(drawn)
            check_bounds(drawn)
            check_logic(drawn)


def check_results(drawn: Random) -> None:
    tree = drawn.choice([number, mask])(drawn)
    result, expected = built(Builder(), tree), computed(tree)
    for found in (run_columns(result), run_scalars(result)):
        np.testing.assert_array_equal(found, expected)
        assert found.dtype == expected.dtype


def check_bounds(drawn: Random) -> None:
    tree = "div", number(drawn), number(drawn)
    (low, high), values = bounds(built(Builder(), tree)), computed(tree)
    assert (np.isnan(values) | ((values >= low) & (values <= high))).all()


def check_logic(drawn: Random) -> None:
    one, other, build, logic = mask(drawn), mask(drawn), Builder(), Logic()
    left, right = built(build, one), built(build, other)
    if isinstance(left, bool) or isinstance(right, bool):
        return
    holds, held = computed(one), computed(other)
    assert not logic.implies(left, right) or not (holds & ~held).any()
    assert not logic.excludes(left, right) or not (holds & held).any()


def test_nothing_simplified_changes_a_result() -> None:
    check(range(1000))


@pytest.mark.study
def test_nothing_simplified_changes_a_result_in_many_more() -> None:
    check(range(1000, 20_000))


def test_what_a_mask_decides_is_not_computed_again() -> None:
    build = Builder()
    x, mask = build.input("x", "number"), build.input("mask", "boolean")
    once = build.select(mask, 1.0, x)
    assert build.select(mask, once, x) is once
    assert build.select(mask, x, build.select(mask, 2.0, 1.0)) is build.select(mask, x, 1.0)
    assert build.both(mask, build.either(mask, build.number("lt", x, 1.0))) is mask


def test_a_text_is_not_two_texts() -> None:
    build = Builder()
    text = build.input("t", "string")
    one, other = build.number("eq", text, "a"), build.number("eq", text, "b")
    assert build.both(one, other) is False
    assert build.both(build.negation(one), other) is other


def test_a_number_held_above_zero_is_not_below() -> None:
    build = Builder()
    x = build.input("x", "number")
    held = build.select(build.number("lt", x, 0.0), 0.0, x)
    assert bounds(held) == (0.0, math.inf)
    assert build.number("lt", build.number("mul", 2.0, held), 0.0) is False
