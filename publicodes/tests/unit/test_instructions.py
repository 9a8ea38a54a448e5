"""Instructions: written once, folded when constant, masks reduced by what they say of one another."""

import pytest

from publicodes.specialising.instructions import Builder, Instruction


@pytest.fixture
def build():
    return Builder()


@pytest.fixture
def x(build):
    return build.input("x", "number")


def test_the_same_operation_is_one_instruction(build, x):
    assert build.number("add", x, 2.0) is build.number("add", x, 2.0)


def test_a_number_and_a_boolean_of_equal_value_are_told_apart(build, x):
    assert build.make("select", x, 1.0, 0.0) is not build.make("select", x, True, False)


@pytest.mark.parametrize(
    ("op", "args", "value"),
    [("add", (2.0, 3.0), 5.0), ("round", (2.5, 0.0), 3.0), ("whole", (-7.0, 2.0), -3.0), ("lt", (1.0, 2.0), True)],
)
def test_constants_are_computed_at_once(build, op, args, value):
    assert build.number(op, *args) == value


@pytest.mark.parametrize(("op", "neutral"), [("add", 0.0), ("sub", 0.0), ("mul", 1.0), ("div", 1.0)])
def test_a_neutral_constant_leaves_the_argument(build, x, op, neutral):
    assert build.number(op, x, neutral) is x


def test_a_product_by_zero_is_kept_for_what_is_not_a_number(build, x):
    assert isinstance(build.number("mul", x, 0.0), Instruction)


def test_masks_absorb_constants_and_their_opposites(build, x):
    small = build.number("lt", x, 5.0)
    assert build.both(small, True) is small
    assert build.both(small, False) is False
    assert build.both(small, build.negation(small)) is False
    assert build.either(small, build.negation(small)) is True
    assert build.negation(build.negation(small)) is small


def test_a_choice_between_equal_values_is_no_choice(build, x):
    assert build.select(build.number("lt", x, 5.0), 3.0, 3.0) == 3.0


def test_a_choice_between_booleans_is_a_mask(build, x):
    small = build.number("lt", x, 5.0)
    assert build.select(small, True, False) is small
    assert build.select(small, False, True) is build.negation(small)


def test_an_instruction_knows_the_unknowns_it_depends_on(build, x):
    unknown = build.unknown()
    assert build.number("add", x, unknown).free == {unknown}
    assert x.free == frozenset()
