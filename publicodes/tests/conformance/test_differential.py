"""Real models on situations that look like forms being filled."""

import pytest

SHARE = 0.999


def test_a_sample(scored):
    scored("differential", every=41, at_least=SHARE)


@pytest.mark.study
def test_every_case(scored):
    scored("differential", at_least=SHARE)
