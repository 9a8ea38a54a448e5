"""Showing: a wave as a page lays it out – of each question its figure, its words, its chart and its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gamma.ground.design.charts import Amounts, Bar, amounts_picture
from gamma.ground.design.shapes import Item
from gamma.ground.figures import Figure
from gamma.ground.periods import parse
from gamma.ground.texts import chosen
from gamma.ground.wording import period
from gamma.instruments.surveys import phrases
from gamma.instruments.surveys.models import Wave
from gamma.instruments.surveys.queries import Answered, Result, is_over, state_of
from gamma.instruments.surveys.scores import DEFINITIONS, FEWEST


@dataclass(frozen=True)
class Shown:
    """A question in a wave; without counts, only how many wrote an answer. `drawing` names its chart, once a page."""

    title: str
    drawing: str
    n: int
    figure: Figure | None
    lines: Sequence[str]
    picture: SafeString
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class ShownWave:
    """A wave: its days, where it is, who was asked and how many answered, its questions."""

    wave: Wave
    title: str
    state: str
    over: bool
    facts: Sequence[Item]
    questions: Sequence[Shown]


def shown(found: Result, today: date, *, public: bool = False) -> ShownWave:
    """A wave for its team, or for anyone."""
    wave = found.wave
    days = period(parse(f"{wave.opens}/{wave.closes}"))
    enough = [one for one in found.questions if not public or one.n >= FEWEST]
    questions = [_question(one, days, public=public) for one in enough]
    return ShownWave(
        wave,
        _("Vague %(days)s") % {"days": days},
        state_of(wave, today),
        is_over(wave, today),
        _facts(found),
        questions,
    )


def _facts(found: Result) -> list[Item]:
    rate = (
        phrases.share(found.rate)
        if found.rate
        else _("inconnu : on ne sait pas combien de personnes ont été interrogées")
    )
    facts = [Item(_("Réponses"), str(found.n)), Item(_("Canaux"), found.channels), Item(_("Taux de réponse"), rate)]
    if found.wave.who:
        facts.append(Item(_("Qui est interrogé"), chosen(found.wave.who)))
    return facts


def _question(one: Answered, days: str, *, public: bool) -> Shown:
    title = chosen(one.question.label)
    counts: Mapping[str, int | None] = one.shown if public else one.counts
    bars = tuple(Bar(one.labels[value], count or 0, phrases.few(count)) for value, count in counts.items())
    picture = amounts_picture(Amounts(title, bars)) if bars else SafeString("")
    rows = [_row(one, value, count) for value, count in counts.items()]
    columns = [_("Réponse"), _("Combien"), *([_("Part et intervalle")] if one.shares else [])]
    told = {"question": title, "days": days}
    drawing = _("Réponses à « %(question)s », %(days)s") % told
    return Shown(title, drawing, one.n, _figure(one, days), _lines(one, public=public), picture, columns, rows)


def _row(one: Answered, value: str, count: int | None) -> list[Any]:
    share = [] if not one.shares else [phrases.share(one.shares[value]) if count is not None else "–"]
    return [one.labels[value], phrases.few(count) if count is None else count, *share]


def _figure(one: Answered, days: str) -> Figure | None:
    if one.score is None or one.score.value is None:
        return None
    value: Decimal = phrases.rounded(one.score.value, phrases.DECIMALS[one.kind])
    unit = _("points") if one.score.definition.whole > 1 else ""
    return Figure(value, unit, days, str(DEFINITIONS[one.kind].label), "")


def _lines(one: Answered, *, public: bool) -> list[str]:
    return [phrases.score(one.score), phrases.parts(one.score, public=public)] if one.score else []
