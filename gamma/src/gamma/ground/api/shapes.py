"""Shapes: what every API answers with when it refuses, as the description shows it."""

from ninja import Schema


class Wrong(Schema):
    """One thing that is wrong: what, where (the key), and how to mend it. In the language of Accept-Language."""

    what: str
    where: str
    mend: str


class Errors(Schema):
    """A request that is refused: the first thing that is wrong, then all of them."""

    error: Wrong
    errors: list[Wrong]
