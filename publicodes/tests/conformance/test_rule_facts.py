"""The kind of every rule of the real models, and whether it can be not applicable."""


def test_every_rule(scored):
    scored("rule-facts")
