"""Waves: planned, said otherwise, closed before their day, taken back while nobody answered or was written to."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.ground.wording import day
from gamma.instruments.surveys.actions.surveys import locked
from gamma.instruments.surveys.facts import WaveFacts
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Survey, Wave

SAID = ("opens", "closes", "reminds", "channels", "who", "asked", "population")


@transaction.atomic
def plan_wave(survey: Survey, facts: WaveFacts, *, by: By) -> Wave:
    """Say when a survey is asked, by which channels, of whom: it opens and closes by itself."""
    locked(survey)
    if survey.waves.filter(slug=facts.id).exists():
        what = _("L'adresse %(id)s est déjà prise par une vague de ce questionnaire : en choisir une autre.")
        raise UserError(what % {"id": quoted(facts.id)})
    if not survey.questions.filter(current=True).exists():
        raise UserError(_("Ce questionnaire ne demande encore rien : écrire d'abord ses questions."))
    row = Wave(survey=survey, slug=facts.id, **_said(facts))
    _alone(row)
    row.save()
    journal.made(row, by=by, scope=survey.enrolment.scope)
    return row


@transaction.atomic
def change_wave(wave: Wave, facts: WaveFacts, *, by: By) -> Wave:
    """Say it otherwise; once answered, it keeps its channels and the day it opened."""
    locked(wave.survey)
    wave.refresh_from_db()
    said = _said(facts)
    if wave.counts.exists() and (said["channels"], facts.opens) != (wave.channels, wave.opens):
        raise UserError(_("Cette vague a des réponses : ses canaux et son premier jour ne changent plus."))
    if Channel.EMAIL in facts.channels:
        said["asked"] = wave.asked
    with journal.changing(wave, by=by, scope=wave.survey.enrolment.scope):
        for name, value in said.items():
            setattr(wave, name, value)
        _alone(wave)
        wave.save(update_fields=SAID)
    return wave


@transaction.atomic
def close_wave(wave: Wave, *, by: By, now: datetime) -> Wave:
    """Take no answer any more, before the day it was to close."""
    locked(wave.survey)
    wave.refresh_from_db()
    with journal.changing(wave, by=by, scope=wave.survey.enrolment.scope, verb="closed"):
        wave.closed_at = wave.closed_at or now
        wave.save(update_fields=["closed_at"])
    return wave


@transaction.atomic
def remove_wave(wave: Wave, *, by: By) -> None:
    """Take back a wave that asked nobody."""
    locked(wave.survey)
    if wave.counts.exists() or wave.invitations.exclude(sent_on=None).exists():
        raise UserError(_("Cette vague a déjà interrogé des personnes : elle reste. La clore si elle doit s'arrêter."))
    journal.removed(wave, by=by, scope=wave.survey.enrolment.scope)
    wave.delete()


def _alone(wave: Wave) -> None:
    """Two waves at once would leave unsaid to which an answer belongs; the database refuses it as well."""
    others = wave.survey.waves.exclude(pk=wave.pk).filter(opens__lte=wave.closes, closes__gte=wave.opens)
    if other := others.first():
        what = _("Ces jours sont déjà ceux d'une autre vague, du %(opens)s au %(closes)s : choisir d'autres dates.")
        raise UserError(what % {"opens": day(other.opens), "closes": day(other.closes)})


def _said(facts: WaveFacts) -> dict[str, Any]:
    said = {name: getattr(facts, name) for name in SAID}
    return said | {"channels": [one.value for one in Channel if one in facts.channels]}
