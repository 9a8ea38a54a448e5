"""A product with a survey of two questions and a wave that is open, and how someone answers it."""

from datetime import date, timedelta

import pytest

from gamma.cockpit.programme.models import Edition, Enrolment, Product
from gamma.instruments.surveys.actions import Given, add_question, answer_openly, make_survey, plan_wave
from gamma.instruments.surveys.facts import QuestionFacts, SurveyFacts, WaveFacts
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Survey, Wave
from gamma.instruments.surveys.queries import asked

TODAY = date(2026, 3, 10)


def enrolled() -> Enrolment:
    edition = Edition.objects.create(slug="small", label={"fr": "Petite"}, starts="2025-10", ends="2026-12")
    return Enrolment.objects.create(edition=edition, product=Product.objects.create(slug="bakery", name="Pain"), rank=0)


def made(**facts) -> Survey:
    survey = make_survey(SurveyFacts(**{"id": "bread", "title": "Le pain", **facts}), enrolment=enrolled(), by="test")
    add_question(survey, QuestionFacts(id="nps", kind="zero_to_ten", label="Le recommanderiez-vous ?"), by="test")
    choices = ["Pertinente | Relevant", "Appliquée | Applied", "Aucune"]
    facts = QuestionFacts(id="use", kind="several", label="La réponse était…", choices=choices)
    add_question(survey, facts, by="test")
    return survey


def opened(survey: Survey, **facts) -> Wave:
    said = {"id": "mars", "opens": TODAY, "closes": TODAY + timedelta(days=20), "channels": ["link"], **facts}
    return plan_wave(survey, WaveFacts(**said), by="test")


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def survey(db) -> Survey:
    return made()


@pytest.fixture
def wave(survey) -> Wave:
    return opened(survey)


@pytest.fixture
def plan():
    """Plan another wave: `plan(survey, id="juin", opens=…)`."""
    return opened


@pytest.fixture
def said():
    """What someone says: `said(survey, nps="9", use=["aucune"], why="…")`, by the names of the questions asked now."""

    def say(survey: Survey, **answers) -> Given:
        questions = asked(survey)
        found = {one.pk: answers[one.slug] for one in questions if one.slug in answers}
        texts = {one.pk: found.pop(one.pk) for one in questions if one.kind == "text" and one.pk in found}
        values = {key: value if isinstance(value, list) else [value] for key, value in found.items()}
        return Given(values, texts, [one.pk for one in questions])

    return say


@pytest.fixture
def answer(said):
    """Someone answers by the open link, `answer(survey, nps="9")`."""
    drawn = iter(range(1_000_000))

    def give(survey: Survey, *, channel=Channel.LINK, on=TODAY, **answers) -> Wave:
        return answer_openly(survey, said(survey, **answers), channel=channel, sheet=str(next(drawn)), today=on)

    return give
