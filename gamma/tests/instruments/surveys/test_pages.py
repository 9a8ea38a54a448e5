"""The pages of surveys: who answers leaves no trace, who may not is told, what anyone reads hides the few."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client

from gamma.cockpit.programme.models import Membership
from gamma.ground.accounts.models import Person
from gamma.ground.api import limiting
from gamma.ground.drafts.models import Draft
from gamma.instruments.surveys import actions
from gamma.instruments.surveys.facts import QuestionFacts, SurveyFacts
from gamma.instruments.surveys.models import Comment, Count, Invitation, Opposition, Question, Survey, Wave
from gamma.instruments.surveys.queries import results

LINK, MODULE, WORK = "/enquetes/repondre/bread/", "/enquetes/module/bread/", "/enquetes/small/bakery/bread/"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def on_that_day(today, monkeypatch):
    """The views read the clock: it stands on the day of the wave."""
    for room in ("answering", "results", "files"):
        monkeypatch.setattr(f"gamma.instruments.surveys.views.{room}.localdate", lambda: today)
    monkeypatch.setattr("gamma.instruments.surveys.views.waves.timezone.localdate", lambda: today)


@pytest.fixture
def visitor() -> Client:
    return Client(HTTP_USER_AGENT=BROWSER)


@pytest.fixture
def lead(survey) -> Client:
    """The browser of the product lead."""
    person = Person.objects.create_user("lead@example.org")
    Membership.objects.create(
        person=person, edition=survey.enrolment.edition, enrolment=survey.enrolment, role="product_lead"
    )
    client = Client()
    client.force_login(person)
    return client


def sheet(page) -> str:
    return re.search(r'name="sheet" value="([^"]+)"', page.content.decode())[1]


def came() -> int:
    return sum(Count.objects.filter(question=None).values_list("count", flat=True))


def test_who_answers_gets_no_cookie_and_is_thanked(survey, wave, visitor):
    page = visitor.get(LINK)
    assert page.status_code == 200
    sent = visitor.post(LINK, {"sheet": sheet(page), "q-nps": "9", "q-use": ["pertinente", "aucune"]})
    assert sent.url == f"{LINK}merci/"
    assert "votre réponse est comptée" in visitor.get(sent.url).content.decode()
    assert dict(visitor.cookies) == {}
    assert [one.n for one in results(survey)[0].questions] == [1, 1]


def test_a_page_sent_twice_is_thanked_and_counted_once(survey, wave, visitor):
    said = {"sheet": sheet(visitor.get(LINK)), "q-nps": "9"}
    assert visitor.post(LINK, said).status_code == 302
    assert "déjà comptée" in visitor.post(LINK, said).content.decode()
    assert came() == 1


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"q-nps": "9", "site": "x"}, "automate"),
        ({"q-nps": "9", "sheet": "forged"}, "trop longtemps"),
        ({"q-nps": "11"}, "11"),
        ({"q-use": ["pertinente", "autre"]}, "autre"),
        ({}, "une question au moins"),
    ],
)
def test_what_no_person_would_send_is_refused(survey, wave, visitor, answers, told):
    refused = visitor.post(LINK, {"sheet": sheet(visitor.get(LINK)), **answers})
    assert refused.status_code == 422
    assert told in refused.content.decode()
    assert came() == 0


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.0"])
def test_robots_are_not_counted(survey, wave, visitor, agent):
    said = {"sheet": sheet(visitor.get(LINK)), "q-nps": "9"}
    assert visitor.post(LINK, said, HTTP_USER_AGENT=agent).status_code == 422
    assert came() == 0


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.example"])
def test_the_page_of_another_site_makes_nobody_answer(survey, plan, visitor, today, origin):
    wave = plan(survey, channels=["link", "widget", "email"])
    actions.invite(wave, "ada@example.org", by="test", today=today)
    actions.send_due(today=today)
    answer, stop = re.findall(r"http://\S+?(/enquetes/\S+)", mail.outbox[0].body)
    said = {"sheet": sheet(visitor.get(LINK)), "q-nps": "9"}
    for path in (LINK, MODULE, answer, stop):
        refused = visitor.post(path, said, HTTP_ORIGIN=origin)
        assert refused.status_code == 403, path
    assert (came(), Opposition.objects.count()) == (0, 0)
    assert visitor.post(LINK, said, HTTP_ORIGIN="http://testserver").status_code == 302


def test_a_page_of_yesterday_is_taken_once_read_again(survey, wave, visitor, monkeypatch):
    page = sheet(visitor.get(LINK))
    with monkeypatch.context() as later:
        later.setattr("django.core.signing.time.time", lambda: 4e9)
        refused = visitor.post(LINK, {"sheet": page, "q-nps": "9"})
        assert re.search(r'value="9"[^>]* checked', refused.content.decode())
    assert visitor.post(LINK, {"sheet": page, "q-nps": "9"}).status_code == 302


def test_many_answers_from_one_place_wait(survey, wave, visitor, monkeypatch):
    monkeypatch.setattr(limiting, "BUCKETS", limiting.Buckets(clock=lambda: 0))
    codes = [visitor.post(LINK, {"sheet": sheet(visitor.get(LINK)), "q-nps": "9"}).status_code for _ in range(32)]
    assert codes == [302] * 30 + [429] * 2
    assert came() == 30


def test_nothing_is_asked_outside_a_wave(survey, visitor):
    assert "ne prend pas de réponse" in visitor.get(LINK).content.decode()
    assert visitor.get("/enquetes/repondre/nobody/").status_code == 404


def test_the_module_may_be_framed_and_the_link_may_not(survey, plan, visitor):
    plan(survey, channels=["link", "widget"])
    framed, alone = visitor.get(MODULE), visitor.get(LINK)
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors 'none'" in alone.headers["Content-Security-Policy"]
    sent = visitor.post(MODULE, {"sheet": sheet(framed), "q-nps": "9"})
    assert sent.url == f"{MODULE}merci/"
    assert dict(results(survey)[0].by_channel) == {"widget": 1}


def test_the_module_without_a_wave_takes_no_room(survey, wave, visitor):
    assert "data-closed" in visitor.get(MODULE).content.decode()


def test_the_script_is_small(client):
    answer = client.get("/enquetes/module.js")
    assert len(answer.content) <= 2_048
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_questions_are_read_in_english_where_they_are_written_in_it(survey, wave, visitor):
    page = visitor.get(f"/en{LINK}").content.decode()
    assert "Relevant" in page
    assert "Pertinente" not in page


def test_an_invitation_is_answered_once_and_may_be_the_last(survey, plan, visitor, today):
    wave = plan(survey, channels=["email"])
    actions.invite(wave, "ada@example.org", by="test", today=today)
    actions.send_due(today=today)
    answer, stop = re.findall(r"http://\S+?(/enquetes/\S+)", mail.outbox[0].body)
    said = {"sheet": sheet(visitor.get(answer)), "q-nps": "9"}
    assert visitor.post(answer, said).status_code == 302
    assert "déjà servi" in visitor.get(answer).content.decode()
    assert "déjà servi" in visitor.post(answer, {**said, "q-nps": "0"}).content.decode()
    assert came() == 1
    visitor.get(stop)
    assert not Opposition.objects.exists()
    assert "fait" in visitor.post(stop).content.decode()
    assert Opposition.objects.exists()
    assert not Invitation.objects.exists()


def test_a_link_of_nobody_is_not_found(visitor, db):
    assert visitor.get("/enquetes/invitation/forged/").status_code == 404
    assert visitor.post("/enquetes/opposition/forged:x/").status_code == 404


def test_a_team_prepares_and_asks(survey, lead, today):
    made = lead.post("/enquetes/small/bakery/nouveau/", {"title": "Les gâteaux", "id": ""})
    assert made.url.endswith("/les-gateaux/")
    path = made.url
    said = {"label": "Le gâteau était…", "kind": "one", "choices": "Bon | Good\nMauvais | Bad", "id": ""}
    assert lead.post(f"{path}questions/nouvelle/", said).status_code == 302
    question = Question.objects.get(survey__slug="les-gateaux")
    assert question.choices[1] == {"id": "mauvais", "label": {"fr": "Mauvais", "en": "Bad"}}
    days = {"opens": f"{today}", "closes": f"{today}", "channels": ["link"], "id": "un"}
    assert lead.post(f"{path}vagues/nouvelle/", days).status_code == 302
    assert Wave.objects.get().channels == ["link"]
    assert lead.get(f"{path}apercu/").status_code == 200
    assert lead.get(f"{path}vagues/un/").status_code == 200
    page = lead.get(path).content.decode()
    assert "/enquetes/repondre/les-gateaux/" in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"closes": "2026-03-01"}, "se termine avant"),
        ({"reminds": "2026-03-12"}, "invité par courriel"),
        ({"channels": ["email"], "asked": "12"}, "comptées par les lettres"),
        ({"channels": []}, "obligatoire"),
    ],
)
def test_a_wave_that_does_not_hold_together_is_refused(survey, lead, changed, told):
    said = {"opens": "2026-03-10", "closes": "2026-03-20", "channels": ["link"], "id": "un", **changed}
    refused = lead.post(f"{WORK}vagues/nouvelle/", said)
    assert refused.status_code == 422
    assert told in refused.content.decode()


def test_addresses_are_brought_by_a_sheet_and_no_draft_keeps_them(survey, plan, lead):
    plan(survey, channels=["email"])
    page = lead.get(f"{WORK}vagues/mars/inviter/").content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "brouillons/garder" not in page.split("<form")[1]
    told = lead.post(f"{WORK}vagues/mars/inviter/", {"text": "nom;adresse\nAda;ada@example.org\nx;bob@"}, follow=True)
    assert "1 personne sera invitée. Ne sont pas des adresses" in told.content.decode().replace("\u202f", " ")
    assert Invitation.objects.get().email == "ada@example.org"
    assert [draft.fields for draft in Draft.objects.all()] == [{}]


def test_a_free_answer_is_reviewed_before_anyone_reads_it(survey, wave, lead, answer):
    actions.add_question(survey, QuestionFacts(id="why", kind="text", label="Pourquoi ?"), by="test")
    answer(survey, why="Ada m'a aidé")
    answer(survey, why="Insultes")
    one, two = Comment.objects.all()
    assert "aidé" not in lead.get(WORK).content.decode()
    path = f"{WORK}reponses-libres/{one.pk}/"
    assert lead.post(path, {"without": "Bob"}).status_code == 422
    assert lead.post(path, {"without": "Ada"}).status_code == 302
    assert lead.post(f"{WORK}reponses-libres/{two.pk}/refuser/").status_code == 302
    page = unescape(lead.get(WORK).content.decode())
    assert "[…] m'a aidé" in page
    assert "Insultes" not in page
    assert lead.get(path).status_code == 404


def test_results_tell_the_score_its_interval_and_what_a_wave_changed(survey, wave, lead, plan, answer, today):
    for mark in ("9", "9", "3"):
        answer(survey, nps=mark)
    later = today + timedelta(days=60)
    plan(survey, id="mai", opens=later, closes=later)
    for mark in ("9", "9", "9"):
        answer(survey, nps=mark, on=later)
    page = lead.get(WORK).content.decode()
    assert "33, entre" in page
    assert "intervalle à 95" in page
    assert "+67" in page
    assert "compatible avec" in page


def test_waves_by_other_channels_are_shown_apart(survey, wave, lead, plan, answer, today):
    answer(survey, nps="9")
    later = today + timedelta(days=60)
    plan(survey, id="mai", opens=later, closes=later, channels=["widget"])
    answer(survey, nps="9", on=later, channel=actions.answering.Channel.WIDGET)
    assert "mêmes canaux" in lead.get(WORK).content.decode()


def test_public_results_hide_the_few_and_waves_that_go_on(survey, wave, visitor, answer, today, monkeypatch):
    for mark in ["9"] * 12 + ["3"] * 2 + ["7"] * 6:
        answer(survey, nps=mark)
    assert visitor.get("/enquetes/resultats/bread/").status_code == 404
    facts = SurveyFacts(id="bread", title="Le pain", public=True)
    actions.change_survey(Survey.objects.get(), facts, by="test")
    assert visitor.get("/enquetes/resultats/bread/comptes.json").json()["waves"] == []
    for room in ("results", "files"):
        monkeypatch.setattr(
            f"gamma.instruments.surveys.views.{room}.localdate", lambda: wave.closes + timedelta(days=1)
        )
    (told,) = visitor.get("/enquetes/resultats/bread/comptes.json").json()["waves"]
    counts = told["questions"][0]["counts"]
    assert (counts["9"], counts["3"], counts["7"], counts["0"]) == (12, None, None, 0)
    page = visitor.get("/enquetes/resultats/bread/").content.decode()
    assert "moins de 5" in page
    lines = visitor.get("/enquetes/resultats/bread/comptes.csv").content.decode().splitlines()
    assert next(line for line in lines if ",3,3," in line).endswith(",,20")


def test_a_team_takes_all_counts(survey, wave, lead, answer):
    answer(survey, nps="3")
    (told,) = lead.get(f"{WORK}comptes.json").json()["waves"]
    assert told["questions"][0]["counts"]["3"] == 1
    assert "nps,1,zero_to_ten,3,3,1,1" in lead.get(f"{WORK}comptes.csv").content.decode()
    assert lead.get(f"{WORK}comptes.xml").status_code == 404


def test_the_desk_leads_to_surveys_and_to_what_waits(survey, wave, lead, answer):
    actions.add_question(survey, QuestionFacts(id="why", kind="text", label="Pourquoi ?"), by="test")
    answer(survey, why="Bien")
    page = lead.get("/programme/").content.decode()
    assert "/enquetes/small/bakery/" in page
    assert f"{WORK}reponses-libres/" in page


def test_pages_of_results_ask_the_base_a_constant_number_of_times(
    survey, wave, lead, plan, answer, today, django_assert_max_num_queries
):
    answer(survey, nps="9")
    with django_assert_max_num_queries(14):
        lead.get(WORK)
    for rank in range(1, 6):
        later = today + timedelta(days=60 * rank)
        plan(survey, id=f"w{rank}", opens=later, closes=later)
        answer(survey, nps="9", on=later)
    with django_assert_max_num_queries(14):
        lead.get(WORK)
