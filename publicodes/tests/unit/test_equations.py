"""Equations: roots of many rows at once are those of one row alone; printed bodies leave what they read as it is."""

import math

import numpy as np
import pytest

from publicodes.emitting.equations import solve
from publicodes.emitting.printing import print_program
from publicodes.emitting.runtime import solve_one
from publicodes.specialising.instructions import Builder
from publicodes.specialising.program import Input, Output
from publicodes.specialising.symbols import Symbol

LOW, HIGH = -1e6, 1e8
WANTED = [0.0, 1.0, 12.5, 800.0, 1234.56, 90_000.0]
FUNCTIONS = {
    "line": lambda x: 0.77 * x - 30,
    "brackets": lambda x: 0.9 * min(x, 1000) + 0.5 * max(0.0, x - 1000),
    "cube": lambda x: x**3 / 1e4 + x,
    "floor": lambda x: max(x, 200.0) * 0.8,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_rows_together_and_alone_have_the_same_roots(name):
    function = FUNCTIONS[name]
    each = np.vectorize(function, otypes=[float])
    roots, good, _ = solve(lambda x: (each(x), True, False), (), np.array(WANTED), LOW, HIGH, len(WANTED))
    for row, wanted in enumerate(WANTED):
        root, fine, _ = solve_one(lambda x: (function(x), True, False), wanted, LOW, HIGH)
        assert fine == good[row]
        assert not fine or math.isclose(root, roots[row], rel_tol=1e-9, abs_tol=1e-9)


def test_fixed_points():
    roots, good, _ = solve(lambda x, a: (x / 2 + a, True, False), (np.array([1.0, 10.0]),), None, LOW, HIGH, 2)
    assert good.all()
    assert np.allclose(roots, [2.0, 20.0], rtol=1e-9)


def test_a_root_out_of_its_bounds_is_no_good():
    _, good, lost = solve(lambda x: (x * 2, True, False), (), np.array([1e9, 300.0]), LOW, HIGH, 2)
    assert good.tolist() == [False, True]
    assert not lost.any()


def test_a_fixed_point_undefined_at_one_has_none_even_if_there_is_a_root():
    for defined in (lambda x: x != 1, lambda x: x == x):
        roots, good, lost = solve(lambda x, test=defined: (x / 2 + 4, test(x), False), (), None, LOW, HIGH, 1)
        one = solve_one(lambda x, test=defined: (x / 2 + 4, test(x), False), None, LOW, HIGH)
        assert (good[0], lost[0]) == one[1:]
    assert roots[0] == pytest.approx(8.0)


def test_a_row_whose_function_must_be_walked_is_lost():
    lost = np.array([True, False])
    _, good, walked = solve(lambda x, lost: (x, True, lost), (lost,), np.array([5.0, 5.0]), LOW, HIGH, 2)
    assert good.tolist() == [False, True]
    assert walked.tolist() == [True, False]


def printed(make):
    """The program of one equation over one input, `make(build, x, unknown)` being its function."""
    build = Builder()
    x, unknown = build.input("x", "number"), build.unknown()
    equation = build.make("solve", "inversion", unknown, make(build, x, unknown), True, False, x, LOW, HIGH)
    equation.free = equation.free - {unknown}
    root = build.make("solve_root", equation)
    lost = build.negation(build.make("solve_good", equation, type="boolean"))
    return print_program([Input("x", "number")], [Output("y", Symbol(root, "number", walked=lost), None)])


def test_what_a_body_reads_is_the_same_at_every_trial():
    def share(build, x, unknown):
        rate = build.number("div", x, 1000.0)
        return build.number("add", build.number("mul", build.number("add", rate, 1.0), unknown), rate)

    program, x = printed(share), np.array([100.0, 500.0, 1000.0])
    with np.errstate(all="ignore"):
        root = program.run(3, x)[0]
    assert np.allclose(root, (x - x / 1000) / (x / 1000 + 1), rtol=1e-9)
    assert [program.run_one(float(one))[0] for one in x] == pytest.approx(root.tolist(), rel=1e-9)
