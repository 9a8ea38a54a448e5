"""Small random models. A few depend on what the reference had in its cache."""

import pytest

SHARE = 0.995


def test_a_sample(scored):
    scored("fuzz", every=37, at_least=SHARE)


@pytest.mark.study
def test_every_case(scored):
    scored("fuzz", at_least=SHARE)
