"""What the pages of work ask: the surveys of a product, the answers to review."""

from django.db.models import Count as Counted
from django.db.models import F, Q, QuerySet, Sum

from gamma.cockpit.programme.models import Enrolment
from gamma.instruments.surveys.lists import Review
from gamma.instruments.surveys.models import Comment, Survey


def listed(enrolment: Enrolment) -> QuerySet[Survey]:
    """The surveys of a product, with how many waves each had (`held`) and how many questionnaires came (`came`)."""
    came = Sum("waves__counts__count", filter=Q(waves__counts__question=None), default=0)
    return enrolment.surveys.annotate(held=Counted("waves", distinct=True), came=came)


def survey_named(slug: str) -> Survey | None:
    """The survey of an address."""
    return Survey.objects.select_related("enrolment__edition", "enrolment__product").filter(slug=slug).first()


def comments(survey: Survey, state: Review) -> QuerySet[Comment]:
    """The free answers of a survey, the oldest first, with the words of their question (`asked`)."""
    rows = Comment.objects.filter(wave__survey=survey, state=state)
    return rows.select_related("wave", "question").annotate(asked=F("question__label"))
