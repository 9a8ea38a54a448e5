"""Moves: what a wave changed of each score since the one before it, or why that cannot be said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from gamma.instruments.surveys import phrases
from gamma.instruments.surveys.models import Wave
from gamma.instruments.surveys.queries.results import Answered, Result
from gamma.instruments.surveys.scores import Difference, Incomparable, difference


@dataclass(frozen=True)
class Move:
    """A question in two waves that follow each other: the difference, and the sentence that tells it, or refuses to."""

    before: Wave
    after: Wave
    name: str
    difference: Difference | None
    text: str


def moves(found: Sequence[Result]) -> list[Move]:
    """Of each two waves that follow one another, every score that both have; those without answers are passed over."""
    told = [one for one in found if one.n]
    return [move for before, after in pairwise(told) for move in _between(before, after)]


def _between(before: Result, after: Result) -> Iterator[Move]:
    then = {one.question.slug: one for one in before.questions if one.score}
    for now in after.questions:
        if now.score and now.question.slug in then:
            yield _move(before.wave, then[now.question.slug], after.wave, now)


def _move(before: Wave, then: Answered, after: Wave, now: Answered) -> Move:
    try:
        found = _difference(before, then, after, now)
    except Incomparable as why:
        return Move(before, after, now.question.slug, None, str(why))
    return Move(before, after, now.question.slug, found, phrases.difference(found, now.kind))


def _difference(before: Wave, then: Answered, after: Wave, now: Answered) -> Difference:
    if then.score is None or now.score is None:
        raise Incomparable(_("Aucun écart : l'une des deux vagues n'a pas de score."))
    found = difference(then.score, now.score, (before.channels, after.channels))
    if then.question.pk != now.question.pk:
        raise Incomparable(_("Aucun écart : la question n'a pas été posée dans les mêmes mots."))
    return found
