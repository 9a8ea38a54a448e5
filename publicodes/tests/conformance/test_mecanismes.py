"""The reference's own suite, mechanism by mechanism."""


def test_every_case(scored):
    scored("mecanismes")
