"""The questions of a survey. One that was answered is frozen: what changes it makes its next version."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.instruments.surveys.actions.surveys import locked
from gamma.instruments.surveys.facts import QuestionFacts
from gamma.instruments.surveys.models import Question, Survey

ASKED = ("kind", "label", "choices")
"""What an answer depends on: to change it is to ask something else."""


@transaction.atomic
def add_question(survey: Survey, facts: QuestionFacts, *, by: By) -> Question:
    """Ask one thing more, after all others."""
    locked(survey)
    if survey.questions.filter(slug=facts.id).exists():
        what = _("L'adresse %(id)s est déjà prise par une question de ce questionnaire : en choisir une autre.")
        raise UserError(what % {"id": quoted(facts.id)})
    last = survey.questions.aggregate(last=Max("rank"))["last"]
    rank = 0 if last is None else last + 1
    row = Question.objects.create(survey=survey, slug=facts.id, rank=rank, **_said(facts))
    journal.made(row, by=by, scope=survey.enrolment.scope)
    return row


@transaction.atomic
def change_question(question: Question, facts: QuestionFacts, *, by: By) -> Question:
    """Ask it otherwise; return the version asked from now on. Answers stay with the version that they were given to."""
    locked(question.survey)
    question.refresh_from_db()
    said = _said(facts)
    differs = any(getattr(question, name) != said[name] for name in ASKED)
    if differs and question.counts.exists():
        return _replace(question, said, by)
    with journal.changing(question, by=by, scope=question.survey.enrolment.scope):
        for name, value in said.items():
            setattr(question, name, value)
        question.save(update_fields=list(said))
    return question


@transaction.atomic
def remove_question(question: Question, *, by: By) -> None:
    """Ask it no more; with answers, it stays to be read."""
    locked(question.survey)
    scope = question.survey.enrolment.scope
    if not question.counts.exists():
        journal.removed(question, by=by, scope=scope)
        question.delete()
        return
    with journal.changing(question, by=by, scope=scope):
        question.current = False
        question.save(update_fields=["current"])


@transaction.atomic
def raise_question(question: Question, *, by: By) -> None:
    """Ask it before the one that it follows; nothing, when it is the first."""
    locked(question.survey)
    asked = question.survey.questions.filter(current=True)
    before = asked.filter(rank__lt=question.rank).last()
    if before is None:
        return
    with journal.changing(question, by=by, scope=question.survey.enrolment.scope):
        before.rank, question.rank = question.rank, before.rank
        before.save(update_fields=["rank"])
        question.save(update_fields=["rank"])


def _replace(question: Question, said: dict[str, Any], by: By) -> Question:
    question.current = False
    question.save(update_fields=["current"])
    key = {"survey": question.survey, "slug": question.slug, "rank": question.rank}
    row = Question.objects.create(**key, version=question.version + 1, **said)
    journal.described(
        row, _told(question), _told(row), by=by, scope=question.survey.enrolment.scope, subject=str(question)
    )
    return row


def _told(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in ("version", *ASKED, "required")}


def _said(facts: QuestionFacts) -> dict[str, Any]:
    return {
        "kind": facts.kind.value,
        "label": facts.label,
        "choices": facts.listed,
        "required": facts.required,
    }
