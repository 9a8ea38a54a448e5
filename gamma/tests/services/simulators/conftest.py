"""What tests of simulators share: units read apart from the engine, so that a fault of its own cannot hide itself."""

from collections.abc import Callable

import pytest

A_YEAR = {"an": 1.0, "trimestre": 4.0, "mois": 12.0, "jour": 365.0}


def factor(origin: str | None, wanted: str | None) -> float | None:
    """By what a number in `origin` is multiplied to be in `wanted`; None when they do not convert."""
    if origin == wanted:
        return 1.0
    (what, span), (other, wanted_span) = _parted(origin), _parted(wanted)
    if what != other or not {span, wanted_span} <= A_YEAR.keys():
        return None
    return A_YEAR[span] / A_YEAR[wanted_span]


def _parted(unit: str | None) -> tuple[str, str]:
    what, _, span = (unit or "").rpartition("/")
    return what.strip(), span.strip()


@pytest.fixture
def scale() -> Callable[[str | None, str | None], float | None]:
    return factor
