"""Appending: readings and targets are only ever added to; what is said again adds nothing, a change says why."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from gamma.cockpit.indicators.models import Reading, Target
from gamma.ground.errors import UserError

Row = TypeVar("Row", Reading, Target)
Values = Mapping[str, Any]
States = Sequence[tuple[Any, Values]]
"""What is described at each time, the last in force, with the columns it comes to."""


def appended(model: type[Row], states: States, kept: Sequence[Row], base: Values, place: str) -> list[Row]:
    """The rows to add so that the last state kept is the last one described, as a file tells it: with its past."""
    added = states[_after(states, kept) :]
    if kept and added:
        _explained(added, kept, f"{kept[0].definition.indicator.enrolment.product.slug}, {place}")
    return _rows(model, added, len(kept), base)


def succeeded(model: type[Row], said: Any, values: Values, kept: Sequence[Row], base: Values) -> list[Row]:
    """The row to add, if any, so that what is kept says what someone says now."""
    if kept and same(kept[-1], values):
        return []
    if kept and not said.reason:
        raise UserError(_("Ce chiffre est déjà enregistré autrement : dire la raison de la correction."))
    return _rows(model, [(said, values)], len(kept), base)


def same(row: Reading | Target, values: Values) -> bool:
    """Whether a row says all that."""
    return all(getattr(row, name) == value for name, value in values.items())


def _rows(model: type[Row], states: States, first: int, base: Values) -> list[Row]:
    return [
        model(**base, **values, revision=first + step, reason=said.reason) for step, (said, values) in enumerate(states)
    ]


def _explained(added: States, kept: Sequence[Row], place: str) -> None:
    """A kept figure changes for a reason, and a file older than what is kept does not bring it back."""
    if not added[0][0].reason:
        raise UserError(
            f"{place} : déjà enregistré avec une autre valeur\n"
            "    → une correction s'ajoute avec reason: … ; l'ancienne valeur reste lisible"
        )
    if any(same(row, values) and row.reason == state.reason for state, values in added for row in kept):
        raise UserError(
            f"{place} : déjà corrigé depuis\n"
            "    → le fichier est plus ancien que ce qui est enregistré : repartir d'un export"
        )


def _after(states: States, kept: Sequence[Row]) -> int:
    """Where the states not kept yet begin: after the longest beginning that the last rows kept already say."""
    for length in range(min(len(kept), len(states)), 0, -1):
        if all(same(row, states[step][1]) for step, row in enumerate(kept[-length:])):
            return length
    if not kept:
        return 0
    known = [rank for rank, (_, values) in enumerate(states) if same(kept[-1], values)]
    return known[-1] + 1 if known else len(states) - 1
