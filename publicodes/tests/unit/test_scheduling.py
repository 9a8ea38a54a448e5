"""Scheduling: each instruction after those it reads; an equation reads what does not depend on its unknown."""

from publicodes.emitting.scheduling import frontier, schedule
from publicodes.specialising.instructions import Builder


def equation(build, unknown, value, wanted):
    found = build.make("solve", "inversion", unknown, value, True, False, wanted, -1e6, 1e8)
    found.free = found.free - {unknown}
    return found


def test_operands_come_first_and_once():
    build = Builder()
    x = build.input("x", "number")
    double = build.number("add", x, x)
    steps = schedule([build.number("mul", double, double), double, 3.0]).steps
    assert [step.op for step in steps] == ["input", "add", "mul"]


def test_a_deep_program_needs_no_recursion():
    build = Builder()
    value = build.input("x", "number")
    for _ in range(20_000):
        value = build.number("add", value, 1.0)
    assert len(schedule([value]).steps) == 20_001


def test_the_body_of_an_equation_holds_what_depends_on_the_unknown():
    build = Builder()
    x, unknown = build.input("x", "number"), build.unknown()
    rate = build.number("div", x, 100.0)
    solved = equation(build, unknown, build.number("mul", unknown, rate), x)
    block = schedule([build.make("solve_root", solved)])
    body = block.bodies[solved]
    assert list(frontier(solved)) == [rate]
    assert [step.op for step in body.block.steps] == ["mul"]
    assert [step.op for step in block.steps] == ["input", "div", "solve", "solve_root"]


def test_an_equation_within_another_reads_the_outer_unknown():
    build = Builder()
    x, outer, inner = build.input("x", "number"), build.unknown(), build.unknown()
    within = equation(build, inner, build.number("mul", inner, outer), x)
    root = build.make("solve_root", within)
    whole = equation(build, outer, build.number("add", root, outer), x)
    block = schedule([build.make("solve_root", whole)])
    assert [step.op for step in block.steps] == ["input", "solve", "solve_root"]
    assert [step.op for step in block.bodies[whole].block.steps] == ["solve", "solve_root", "add"]
