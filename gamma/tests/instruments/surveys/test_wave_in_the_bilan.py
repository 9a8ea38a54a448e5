"""A wave becomes a figure of the bilan: answers → counts → measure → reading with its evidence → frozen text."""

from datetime import UTC, date, datetime
from decimal import Decimal

from gamma.cockpit.indicators import actions as indicators
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.accounts.actions import person_at
from gamma.instruments.surveys.actions import add_question, make_survey
from gamma.instruments.surveys.facts import QuestionFacts, SurveyFacts

SEASON = """\
format: gamma-season-file/1
edition: {id: saison-9, label: Saison 9, starts: 2025-10, ends: 2026-03}
sources: [{id: article, title: Un article, kind: article, published: 2026-03-31}]
products:
  - id: bakery
    name: Boulangerie
    indicators:
      - id: nps
        definitions:
          - {name: NPS du mois, unit: points, kind: score, period: month, direction: up,
             score: {scale: [0, 10], promoters: [9, 10], passives: [7, 8], detractors: [0, 6], range: [-100, 100]}}
        targets: [{id: t1, due: 2026-03, value: 40, set_at: kickoff, source: article}]
"""


def test_an_nps_wave_becomes_a_figure_of_the_bilan(db, plan, answer, in_bilan):
    load(read_text(SEASON, "season.yaml", date(2026, 10, 1)), by="test")
    enrolment = Enrolment.objects.get()
    survey = make_survey(SurveyFacts(id="bread", title="Le pain"), enrolment=enrolment, by="test")
    add_question(survey, QuestionFacts(id="nps", kind="zero_to_ten", label="Le recommanderiez-vous ?"), by="test")
    plan(survey, asked=60)
    for mark in ["10"] * 16 + ["7"] * 10 + ["2"] * 6:
        answer(survey, nps=mark)

    lead = person_at("lead@exemple.fr", name="Léa Martin")
    now = datetime(2026, 4, 1, 6, tzinfo=UTC)
    indicators.bind(Indicator.objects.get(), measure="survey-nps:bread", since=date(2026, 3, 1), by=lead, now=now)
    indicators.close(now=now)
    reading = Reading.objects.get()
    assert (reading.value, reading.n, reading.period, reading.precision) == (Decimal(31), 32, "2026-03", "exact")
    assert reading.proof.query.startswith("survey-nps:bread")
    assert "NPS standard" in reading.proof.extract
    of_target, of_reading = in_bilan(reading, date(2026, 4, 2))
    assert "| 40 points | [31 points]" in of_target
    assert "| mars 2026 | 31 points | [Mesure automatique : NPS standard" in of_reading
    assert "32 réponses de 60 personnes interrogées" in of_reading
