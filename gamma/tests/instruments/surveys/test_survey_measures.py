"""What surveys count for an indicator, and what the sentence beside the figure says."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gamma.ground.errors import UserError
from gamma.ground.periods import parse
from gamma.instruments.surveys import actions, measures
from gamma.instruments.surveys.facts import QuestionFacts
from gamma.instruments.surveys.lists import Channel

MARCH, LATER = parse("2026-03"), parse("2026-Q2")


@pytest.fixture
def answered(survey, plan, answer):
    """Twenty answers: 12 promoters, 6 passives, 2 detractors; of 40 asked."""
    wave = plan(survey, asked=40)
    for mark in ["9"] * 12 + ["7"] * 6 + ["3"] * 2:
        answer(survey, nps=mark, use=["pertinente"] if mark == "9" else ["aucune"])
    return wave


def test_the_standard_score_of_a_month(answered):
    found = measures.nps("bakery", MARCH, "bread")
    assert (found.value, found.n, found.unit, found.precision) == (Decimal(50), 20, "points", "exact")
    for words in (
        "NPS standard",
        "sur 20 réponses",
        "intervalle à 95 %",
        "promoteurs : 12",
        "moins de 5",
        "lien ouvert",
    ):
        assert words in found.evidence
    assert "20 réponses de 40 personnes interrogées" in found.evidence
    assert found.evidence.count("moins de 5") == 2
    assert measures.nps("bakery", MARCH, "bread.nps") == found


def test_a_share_of_a_month(answered):
    found = measures.share("bakery", MARCH, "bread.use.pertinente")
    assert (found.value, found.n, found.unit) == (Decimal(60), 20, "%")
    assert "« Pertinente »" in found.evidence


def test_answers_of_a_month(answered):
    found = measures.answers("bakery", MARCH, "bread")
    assert (found.value, found.n) == (20, 20)


def test_only_the_days_of_the_period_count(answered, survey, answer):
    assert measures.nps("bakery", LATER, "bread").value is None
    assert "Aucune réponse" in measures.nps("bakery", LATER, "bread").evidence
    assert measures.answers("bakery", LATER, "bread").value == 0
    assert measures.answers("bakery", parse("since start to 2026-06"), "bread").value == 20


def test_only_the_product_counts(answered):
    assert measures.nps("other", MARCH, "bread").value is None
    assert measures.surveys_of("other") == {}


def test_of_too_few_nothing_is_said(survey, wave, answer):
    for _rank in range(4):
        answer(survey, nps="9", use=["pertinente"])
    for found in (measures.nps("bakery", MARCH, "bread"), measures.share("bakery", MARCH, "bread.use.pertinente")):
        assert (found.value, found.precision, found.n) == (None, "unstated", 0)
        assert "Moins de 5" in found.evidence


def test_the_two_definitions_are_two_measures(survey, wave, answer):
    mark = {"id": "note", "kind": "one_to_ten", "label": "De 1 à 10 ?"}
    actions.add_question(survey, QuestionFacts(**mark), by="test")
    for _rank in range(5):
        answer(survey, nps="8", note="8")
    assert measures.nps("bakery", MARCH, "bread").value == 0
    found = measures.nps_of_season_1("bakery", MARCH, "bread")
    assert (found.value, found.unit) == (1, "score")
    assert "variante de la saison 1" in found.evidence
    assert set(measures.marks_of("bakery")) == {"bread", "bread.nps"}
    assert set(measures.marks_of_season_1("bakery")) == {"bread", "bread.note"}


def test_answers_to_former_words_are_left_aside_and_told(answered, survey, answer):
    other = QuestionFacts(id="nps", kind="zero_to_ten", label="Et à un proche ?")
    actions.change_question(survey.questions.get(slug="nps"), other, by="test")
    for _rank in range(5):
        answer(survey, nps="9")
    found = measures.nps("bakery", MARCH, "bread")
    assert (found.value, found.n) == (100, 5)
    assert "20 réponses à une version antérieure" in found.evidence
    assert len(found.evidence) <= 300


def test_a_choice_that_is_none_is_refused(answered):
    with pytest.raises(UserError, match="ne désigne aucune réponse"):
        measures.share("bakery", MARCH, "bread.use.pertinent")


def test_a_survey_alone_names_its_question_only_where_it_has_one(survey):
    actions.add_question(survey, QuestionFacts(id="again", kind="zero_to_ten", label="Et encore ?"), by="test")
    assert set(measures.marks_of("bakery")) == {"bread.nps", "bread.again"}


def test_what_is_asked_no_more_can_still_be_counted(answered, survey):
    actions.remove_question(survey.questions.get(slug="use"), by="test")
    assert "bread.use.pertinente" in measures.choices_of("bakery")
    assert measures.share("bakery", MARCH, "bread.use.pertinente").value == 60


def test_choices_have_their_words(survey):
    told = measures.choices_of("bakery")
    assert told["bread.use.pertinente"] == "Le pain : La réponse était… – Pertinente"


def test_letters_are_those_who_were_asked(survey, plan, said, answer, today):
    wave = plan(survey, channels=["email", "link"])
    people = " ".join(f"p{rank}@example.org" for rank in range(8))
    actions.invite(wave, people, by="test", today=today)
    actions.send_due(today=today)
    for _rank in range(6):
        answer(survey, nps="9", channel=Channel.LINK, on=today + timedelta(days=1))
    found = measures.nps("bakery", MARCH, "bread")
    assert "0 réponses de 8 personnes interrogées" in found.evidence
