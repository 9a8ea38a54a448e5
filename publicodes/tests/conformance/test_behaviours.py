"""The reference's other tests: inversion, cycles, contexts, situations, missing and traversed variables."""


def test_every_case(scored):
    scored("behaviours")
