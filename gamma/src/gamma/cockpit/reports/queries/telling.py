"""Telling: what an edition, or a product, came to, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.reports.queries.standings import HELP, Standing, Summary
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


def why(standing: Standing) -> str:
    """Why a product stands where it does, worst first."""
    counted = ((verdict, standing.verdicts.get(verdict, 0)) for verdict in HELP)
    told = (_counted(verdict, count) for verdict, count in counted if count)
    return ", ".join(text for text in told if text)


def _counted(verdict: Verdict, count: int) -> str:
    texts = {
        Verdict.MISSED: ngettext("%(count)s cible manquée", "%(count)s cibles manquées", count),
        Verdict.NEARLY: ngettext("%(count)s presque atteinte", "%(count)s presque atteintes", count),
        Verdict.NOT_COMPUTABLE: ngettext(
            "%(count)s cible sans verdict possible", "%(count)s cibles sans verdict possible", count
        ),
        Verdict.NEVER_READ: ngettext(
            "%(count)s indicateur jamais mesuré", "%(count)s indicateurs jamais mesurés", count
        ),
    }
    return texts.get(verdict, "") % {"count": number(count)}


def _rest(count: int, text: str) -> str:
    return text % {"count": number(count)} if count else ""
