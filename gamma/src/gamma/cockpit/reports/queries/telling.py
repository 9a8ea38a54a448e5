"""Telling: what an edition came to, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.reports.queries.standings import Summary
from gamma.ground.design.numbers import number


def told(whole: Summary) -> str:
    """What became of the targets of an edition, as far as is known today."""
    if not whole.settled:
        return _("Aucune cible n'a encore de verdict.")
    met = ngettext(
        "%(met)s cible atteinte sur %(all)s évaluée.",
        "%(met)s cibles atteintes sur %(all)s évaluées.",
        whole.settled,
    )
    rest = [
        _rest(whole.verdicts.get(Verdict.PENDING, 0), _("%(count)s à venir")),
        _rest(whole.verdicts.get(Verdict.NOT_COMPUTABLE, 0), _("%(count)s sans verdict possible")),
    ]
    told = ", ".join(part for part in rest if part)
    return met % {"met": number(whole.met), "all": number(whole.settled)} + (
        f" {told[0].upper()}{told[1:]}." if told else ""
    )


def _rest(count: int, text: str) -> str:
    return text % {"count": number(count)} if count else ""
