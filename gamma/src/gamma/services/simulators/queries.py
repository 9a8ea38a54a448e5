"""Queries: simulations that were kept, and whether everything is read that pages need."""

from datetime import date

from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.models import Saved
from gamma.services.simulators.rules import Model, model


def saved(token: str, *, on: date) -> Saved | None:
    """The simulation of a link that still holds on a day."""
    return Saved.objects.filter(token=token, expires__gte=on).first()


def known(token: str) -> bool:
    """Whether a simulation is stored under a link, even one past its day."""
    return Saved.objects.filter(token=token).exists()


def models() -> set[Model]:
    """The models that simulators run on. Reads their rules, once a process; asks nothing of the database.

    Raises PublicodesError, OSError.
    """
    return {model(one.model) for one in simulators().values()}
