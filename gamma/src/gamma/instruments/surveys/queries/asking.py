"""What is asked today, by which way, of whom."""

from datetime import date

from django.utils.translation import gettext as _

from gamma.instruments.surveys.digests import digest_of
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Invitation, Question, Survey, Wave


def asked(survey: Survey) -> list[Question]:
    """The questions that a survey asks now, in order."""
    return list(survey.questions.filter(current=True))


def open_wave(survey: Survey, channel: Channel, today: date) -> Wave | None:
    """The wave that takes answers by a channel today: there is at most one."""
    rows = survey.waves.filter(opens__lte=today, closes__gte=today, closed_at=None)
    return rows.filter(channels__contains=[channel.value]).first()


def is_over(wave: Wave, today: date) -> bool:
    """Whether a wave takes no answer any more."""
    return wave.closed_at is not None or wave.closes < today


def is_open(wave: Wave, today: date) -> bool:
    """Whether a wave takes answers."""
    return wave.opens <= today and not is_over(wave, today)


def state_of(wave: Wave, today: date) -> str:
    """Where a wave is, in a word."""
    if is_over(wave, today):
        return _("close")
    return _("ouverte") if wave.opens <= today else _("à venir")


def invited(token: str) -> Invitation | None:
    """The invitation that a link opens."""
    rows = Invitation.objects.select_related("wave__survey__enrolment__product")
    return rows.filter(links__digest=digest_of(token)).first()
