"""Nearness: how near to a target a reading comes, whatever the period it is of."""

from decimal import Decimal

from gamma.cockpit.indicators.models import Reading, Target
from gamma.cockpit.indicators.verdicts import share


def so_far(target: Target, reading: Reading) -> Decimal | None:
    """What share of a target a reading comes to, in percent; None where they are no like quantities."""
    if reading.value is None or reading.window != target.window:
        return None
    return share(target, reading.value)
