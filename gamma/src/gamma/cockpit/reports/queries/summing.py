"""Summing up: where a product stands, in a sentence or two."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.cockpit.indicators.lists import MET, SETTLED, Verdict
from gamma.cockpit.reports.records import Record


def lead(record: Record) -> str:
    """What became of its targets, then what was never read."""
    verdicts = Counter(judgement.verdict for found in record.judged.values() for judgement in found)
    never = sum(not track.readings for track in record.followed)
    return " ".join(part for part in (_targets(verdicts), _never(never, len(record.followed))) if part)


def _targets(verdicts: Counter[Verdict]) -> str:
    settled = sum(verdicts[verdict] for verdict in SETTLED)
    met = sum(verdicts[verdict] for verdict in MET)
    if not verdicts.total():
        return _("Aucune cible n'a été publiée.")
    said = [_settled(met, settled)] if settled else []
    said += [
        text % {"count": count}
        for text, count in (
            (_("%(count)s à venir"), verdicts[Verdict.PENDING]),
            (_("%(count)s sans verdict possible"), verdicts[Verdict.NOT_COMPUTABLE]),
        )
        if count
    ]
    return _("Cibles : %(said)s.") % {"said": ", ".join(said)}


def _settled(met: int, settled: int) -> str:
    text = ngettext("%(met)s atteinte sur %(all)s évaluée", "%(met)s atteintes sur %(all)s évaluées", settled)
    return text % {"met": met, "all": settled}


def _never(never: int, followed: int) -> str:
    if not never:
        return ""
    text = ngettext(
        "%(count)s indicateur sur %(all)s n'a jamais été mesuré.",
        "%(count)s indicateurs sur %(all)s n'ont jamais été mesurés.",
        never,
    )
    return text % {"count": never, "all": followed}
