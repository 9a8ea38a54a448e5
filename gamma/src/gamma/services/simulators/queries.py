"""Queries: simulations that were kept."""

from datetime import date

from gamma.services.simulators.models import Saved


def saved(token: str, *, on: date) -> Saved | None:
    """The simulation of a link that still holds on a day."""
    return Saved.objects.filter(token=token, expires__gte=on).first()


def known(token: str) -> bool:
    """Whether a simulation is stored under a link, even one past its day."""
    return Saved.objects.filter(token=token).exists()
