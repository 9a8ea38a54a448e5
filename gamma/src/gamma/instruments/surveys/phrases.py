"""Phrases: scores, shares and differences in words, in the active language."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gamma.ground.design.numbers import number, percent, signed
from gamma.instruments.surveys.lists import QuestionKind
from gamma.instruments.surveys.scores import DEFINITIONS, FEWEST, Difference, Score, Share, hidden

DECIMALS = {QuestionKind.ZERO_TO_TEN: 0, QuestionKind.ONE_TO_TEN: 2}
"""As many as the scale of the definition bears: a hundredth of it."""


def rounded(value: float, decimals: int) -> Decimal:
    """A number as it is told; halves go away from zero, as people do it."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def score(found: Score) -> str:
    """A score with its interval, and what it rests on: nothing travels without the other."""
    interval = found.interval
    if found.value is None or interval is None:
        return _("Aucune réponse.")
    decimals = DECIMALS[found.kind]
    told = {
        "value": number(rounded(found.value, decimals)),
        "low": number(rounded(interval.low, decimals)),
        "high": number(rounded(interval.high, decimals)),
        "n": number(found.n),
    }
    pattern = ngettext(
        "%(value)s, entre %(low)s et %(high)s (intervalle à 95 %%), sur %(n)s réponse",
        "%(value)s, entre %(low)s et %(high)s (intervalle à 95 %%), sur %(n)s réponses",
        found.n,
    )
    return pattern % told


def parts(found: Score, *, public: bool = True) -> str:
    """Promoters, passives and detractors; fewer than five people are told to the team only."""
    counts = {"promoters": found.promoters, "passives": found.passives, "detractors": found.detractors}
    told = {name: few(count) for name, count in (hidden(counts) if public else counts).items()}
    return _("promoteurs : %(promoters)s, passifs : %(passives)s, détracteurs : %(detractors)s") % told


def few(count: int | None) -> str:
    """A count that anyone may read; None for one that is too small."""
    return _("moins de %(fewest)s") % {"fewest": FEWEST} if count is None else number(count)


def share(found: Share) -> str:
    """A share with its interval, and what it rests on."""
    if found.value is None:
        return _("Aucune réponse.")
    told = {
        "value": percent(rounded(found.value, 0)),
        "low": percent(rounded(found.interval.low, 0)),
        "high": percent(rounded(found.interval.high, 0)),
        "n": number(found.n),
    }
    return _("%(value)s, entre %(low)s et %(high)s (intervalle à 95 %%), sur %(n)s") % told


def difference(found: Difference, kind: QuestionKind) -> str:
    """What a wave changed, and what that is compatible with."""
    decimals = DECIMALS[kind]
    low, high = (rounded(bound, decimals) for bound in (found.interval.low, found.interval.high))
    told = {
        "change": signed(rounded(found.value, decimals)),
        "low": signed(low),
        "high": signed(high),
        "definition": DEFINITIONS[kind].label,
    }
    if not found.sure:
        return _("%(change)s : écart compatible avec aucun changement (entre %(low)s et %(high)s)") % told
    if found.value > 0:
        return _("%(change)s : écart compatible avec une hausse, entre %(low)s et %(high)s") % told
    return _("%(change)s : écart compatible avec une baisse, entre %(low)s et %(high)s") % told
