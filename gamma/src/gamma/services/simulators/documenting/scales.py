"""Scales: a sentence for each bracket that an amount fills."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gamma.services.simulators.documenting.amounts import counts, shown
from gamma.services.simulators.documenting.parts import Part, Parts
from publicodes import Bracket, Step


def told(step: Step) -> Iterator[Parts]:
    """What each bracket brings to the value of a scale; those that bring nothing are left out."""
    for bracket in step.brackets:
        if bracket.form == "barème" and counts(bracket.inside) and bracket.amount and bracket.yields:
            yield (Part(_filled(bracket)),)
        elif bracket.form != "barème" and bracket.reached:
            yield (Part(_reached(bracket)),)


def bounds(bracket: Bracket) -> str:
    """From where to where a bracket goes: "de 1 000 € à 2 000 €"."""
    floor, ceiling = shown(bracket.floor), shown(bracket.ceiling) if bracket.ceiling else ""
    if not counts(bracket.floor):
        return _("jusqu'à %(ceiling)s") % {"ceiling": ceiling} if ceiling else _("sur le tout")
    if not ceiling:
        return _("au-delà de %(floor)s") % {"floor": floor}
    return _("de %(floor)s à %(ceiling)s") % {"floor": floor, "ceiling": ceiling}


def _filled(bracket: Bracket) -> str:
    given = {
        "bounds": bounds(bracket),
        "inside": shown(bracket.inside),
        "rate": shown(bracket.amount) if bracket.amount else "",
        "yields": shown(bracket.yields) if bracket.yields else "",
    }
    return _("Tranche %(bounds)s : %(inside)s × %(rate)s = %(yields)s.") % given


def _reached(bracket: Bracket) -> str:
    found = bracket.yields or bracket.amount
    return _("Tranche atteinte : %(bounds)s, qui donne %(value)s.") % {
        "bounds": bounds(bracket),
        "value": shown(found) if found else _("aucune valeur"),
    }
