"""Operators and mechanisms on every kind of operand, names, replacements, contexts, possibilities."""

import pytest


def test_a_sample(scored):
    scored("probes", every=7)


@pytest.mark.study
def test_every_case(scored):
    scored("probes")
