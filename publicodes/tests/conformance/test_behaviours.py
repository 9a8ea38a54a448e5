"""The reference's other tests: inversion, cycles, contexts, situations, missing variables."""


def test_every_case(scored):
    scored("behaviours")
