"""A survey: made, said otherwise, taken back while nobody answered."""

from django.db import transaction
from django.utils.translation import gettext as _

from gamma.cockpit.programme.models import Enrolment
from gamma.ground.audit import actions as journal
from gamma.ground.audit.actions import By
from gamma.ground.errors import UserError
from gamma.ground.faults import quoted
from gamma.instruments.surveys.facts import SurveyFacts
from gamma.instruments.surveys.models import Count, Survey

SAID = ("title", "intro", "thanks", "public")


@transaction.atomic
def make_survey(facts: SurveyFacts, *, enrolment: Enrolment, by: By) -> Survey:
    """Begin a survey of a product; its address is its own on the whole site."""
    if Survey.objects.filter(slug=facts.id).exists():
        what = _("L'adresse %(id)s est déjà prise par un autre questionnaire : en choisir une autre.")
        raise UserError(what % {"id": quoted(facts.id)})
    said = {name: getattr(facts, name) for name in SAID}
    survey = Survey.objects.create(enrolment=enrolment, slug=facts.id, **said)
    journal.made(survey, by=by, scope=enrolment.scope)
    return survey


def change_survey(survey: Survey, facts: SurveyFacts, *, by: By) -> Survey:
    """Say it otherwise; its address does not change."""
    with journal.changing(survey, by=by, scope=survey.enrolment.scope):
        for name in SAID:
            setattr(survey, name, getattr(facts, name))
        survey.save(update_fields=SAID)
    return survey


@transaction.atomic
def remove_survey(survey: Survey, *, by: By) -> None:
    """Take back a survey that nobody has answered."""
    locked(survey)
    if Count.objects.filter(wave__survey=survey).exists():
        raise UserError(_("Ce questionnaire a des réponses : elles restent, et lui avec elles."))
    journal.removed(survey, by=by, scope=survey.enrolment.scope)
    survey.delete()


def locked(survey: Survey) -> Survey:
    """The survey, held until the end of the transaction: answers and changes of questions come one at a time."""
    return Survey.objects.select_for_update(no_key=True, of=("self",)).select_related("enrolment").get(pk=survey.pk)
