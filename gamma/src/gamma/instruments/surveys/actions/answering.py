"""Answering: what someone said is added to the counts, once, and nothing else is kept of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from gamma.ground.errors import UserError
from gamma.instruments.surveys.actions.surveys import locked
from gamma.instruments.surveys.digests import digest_of
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Comment, Question, Sheet, Survey, Wave
from gamma.instruments.surveys.queries import asked, invited, open_wave

ADD = """
INSERT INTO surveys_count (wave_id, question_id, channel, day, value, count) VALUES (%s, %s, %s, %s, %s, 1)
ON CONFLICT (wave_id, question_id, channel, day, value) DO UPDATE SET count = surveys_count.count + 1
"""


@dataclass(frozen=True)
class Given:
    """What someone said: by the key of each question, the values of marks and choices, or a free text."""

    values: Mapping[int, Sequence[str]] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    questions: Sequence[int] = ()  # the keys of those that the page asked


class Closed(UserError):
    """A survey that takes no answer by this way, today."""


class Counted(UserError):
    """An answer that is already counted."""


class Changed(UserError):
    """Questions that are no more those that the page asked."""


@transaction.atomic
def answer_openly(survey: Survey, given: Given, *, channel: Channel, sheet: str, today: date) -> Wave:
    """Count what came by the open link or the module; `sheet` is what the page drew, so that it counts once.

    Raises Closed, Counted, Changed.
    """
    wave = open_wave(locked(survey), channel, today)
    if wave is None:
        raise Closed(_("Ce questionnaire ne prend pas de réponse aujourd'hui."))
    _row, new = Sheet.objects.get_or_create(digest=digest_of(sheet), defaults={"day": today})
    if not new:
        raise Counted(_("Cette réponse est déjà comptée, merci."))
    _add(wave, channel, given, today)
    return wave


@transaction.atomic
def answer_invitation(token: str, given: Given, *, today: date) -> Wave:
    """Count what came by an invitation, which answers once. Raises Closed, Counted, Changed."""
    invitation = invited(token)
    if invitation is None:
        raise Closed(_("Ce lien n'ouvre aucun questionnaire."))
    wave = open_wave(locked(invitation.wave.survey), Channel.EMAIL, today)
    if wave != invitation.wave:
        raise Closed(_("Ce questionnaire ne prend plus de réponse."))
    # One of two who come at the same time waits here for the other, then finds nothing left to answer.
    if not wave.invitations.filter(pk=invitation.pk, answered=False).update(answered=True):
        raise Counted(_("Cette invitation a déjà servi : votre réponse est comptée, merci."))
    _add(wave, Channel.EMAIL, given, today)
    return wave


def _add(wave: Wave, channel: Channel, given: Given, today: date) -> None:
    questions = asked(wave.survey)
    if [one.pk for one in questions] != list(given.questions):
        raise Changed(
            _("Les questions ont changé pendant que vous répondiez : relire vos réponses, puis les renvoyer.")
        )
    lines = [(question, value) for question in questions for value in _values(question, given)]
    with connection.cursor() as cursor:
        for question, value in [(None, ""), *lines]:
            cursor.execute(ADD, [wave.pk, question.pk if question else None, channel.value, today, value])
    texts = [(one, given.texts[one.pk]) for one in questions if given.texts.get(one.pk)]
    Comment.objects.bulk_create([Comment(wave=wave, question=one, day=today, text=text) for one, text in texts])


def _values(question: Question, given: Given) -> Iterator[str]:
    """What is counted of the answer to a question: that there is one, then each of its values once."""
    values = dict.fromkeys(given.values.get(question.pk, ()))
    if values or given.texts.get(question.pk):
        yield ""
        yield from values
