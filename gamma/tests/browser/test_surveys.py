"""A survey as people meet it: a letter, its answer without scripts, the results; the module in another site's page."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.ground.accounts.models import Person
from gamma.instruments.surveys import actions
from gamma.instruments.surveys.facts import QuestionFacts, SurveyFacts, WaveFacts
from gamma.instruments.surveys.lists import Channel
from gamma.instruments.surveys.models import Survey
from gamma.instruments.surveys.queries import asked, results

from .conftest import TOO_WIDE

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
HOST = """<!doctype html><html lang="fr"><head><title>Un site</title><meta charset="utf-8"></head><body><main>
<h1>Un site</h1><div id="here"><script src="{ours}/enquetes/module.js" data-enquete="avis" async></script>
<noscript><a href="{ours}/enquetes/repondre/avis/">Votre avis</a></noscript></div></main></body></html>"""


@pytest.fixture
def survey(season_1) -> Survey:
    """A survey of three questions, which a wave asks in every way since yesterday."""
    enrolment = Enrolment.objects.get(product__slug="mon-entreprise")
    facts = SurveyFacts(id="avis", title={"fr": "Votre avis", "en": "Your opinion"}, intro="Deux minutes.", public=True)
    made = actions.make_survey(facts, enrolment=enrolment, by="test")
    label = {"fr": "Recommanderiez-vous ce service ?", "en": "Would you recommend this service?"}
    choices = ["Pertinente | Relevant", "Appliquée | Applied"]
    for one in (
        {"id": "nps", "kind": "zero_to_ten", "label": label, "required": True},
        {"id": "use", "kind": "several", "label": "La réponse était…", "choices": choices},
        {"id": "why", "kind": "text", "label": "Pourquoi ?"},
    ):
        actions.add_question(made, QuestionFacts(**one), by="test")
    today = localdate()
    days = {"opens": today - timedelta(days=1), "closes": today + timedelta(days=9)}
    before(made)
    actions.plan_wave(made, WaveFacts(id="un", channels=list(Channel), **days), by="test")
    return made


def before(survey: Survey) -> None:
    """A wave that is over, by the link only, which six people answered."""
    day = localdate() - timedelta(days=60)
    actions.plan_wave(survey, WaveFacts(id="zero", channels=[Channel.LINK], opens=day, closes=day), by="test")
    nps, *others = asked(survey)
    for rank, mark in enumerate(("9", "9", "9", "9", "9", "7")):
        given = actions.Given({nps.pk: [mark]}, {}, [nps.pk, *(one.pk for one in others)])
        actions.answer_openly(survey, given, channel=Channel.LINK, sheet=f"{rank}", today=day)


@pytest.fixture
def lead(survey) -> Person:
    person = Person.objects.create_user("lead@example.org")
    at = {"edition": survey.enrolment.edition, "enrolment": survey.enrolment}
    Membership.objects.create(person=person, role="product_lead", **at)
    return person


@pytest.fixture
def host(live_server, elsewhere) -> str:
    """The page of another site, which trusts our origin for scripts and frames, and nothing else."""
    elsewhere.policy = f"default-src 'none'; script-src {live_server.url}; frame-src {live_server.url}"
    elsewhere.html = HOST.format(ours=live_server.url)
    return f"{elsewhere.address}/page"


def letter(survey: Survey) -> tuple[str, str]:
    """The paths that a letter of an invitation holds: to answer, to be left alone."""
    actions.invite(survey.waves.last(), "ada@example.org", by="test", today=localdate())
    actions.send_due(today=localdate())
    answer, stop = re.findall(r"http://\S+?(/enquetes/\S+)", mail.outbox[-1].body)
    return answer, stop


def test_a_letter_its_answer_without_scripts_the_results(survey, lead, new_page, sign_in, accessible, screenshot):
    answer, stop = letter(survey)
    accessible(answer, every=True)
    accessible(stop, every=False)
    page = new_page(user_agent=AGENT)
    page.goto(answer)
    screenshot(page, "survey-answer")
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_role("alert")).to_contain_text("Recommanderiez-vous")
    page.get_by_role("radio", name="9", exact=True).press("Space")
    page.get_by_role("checkbox", name="Pertinente").check()
    page.get_by_label("Pourquoi ?").fill("Merci à Ada")
    page.get_by_role("button", name="Envoyer mes réponses").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, votre réponse est comptée")
    page.goto(answer)
    expect(page.get_by_text("Cette invitation a déjà servi")).to_be_visible()
    assert page.context.cookies() == []

    sign_in(page, lead)
    page.goto("/enquetes/season-1/mon-entreprise/")
    page.get_by_role("link", name="Votre avis").click()
    expect(page.get_by_text("100, entre")).to_be_visible()
    expect(page.get_by_text("les mêmes canaux")).to_be_visible()
    screenshot(page, "survey-results")
    page.get_by_role("link", name="Les relire").click()
    page.get_by_role("link", name="Merci à Ada").click()
    page.get_by_label("Passages à masquer").fill("Ada")
    page.get_by_role("button", name="Montrer cette réponse").click()
    expect(page.get_by_text("Tout est relu")).to_be_visible()
    page.goto("/enquetes/season-1/mon-entreprise/avis/")
    expect(page.get_by_text("Merci à […]")).to_be_visible()
    for path in ("", "avis/", "avis/apercu/", "avis/vagues/un/", "avis/vagues/un/inviter/", "avis/questions/nps/"):
        accessible(f"/enquetes/season-1/mon-entreprise/{path}", every=path == "avis/", person=lead)


def test_the_open_link_in_english(survey, new_page, accessible):
    page = new_page(user_agent=AGENT)
    page.goto("/en/enquetes/repondre/avis/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your opinion")
    page.get_by_role("radio", name="10").check()
    page.get_by_role("checkbox", name="Relevant").check()
    page.locator("form.form button").click()
    expect(page).to_have_url(re.compile("/en/enquetes/repondre/avis/merci/$"))
    accessible("/enquetes/repondre/avis/merci/", every=False)
    accessible("/enquetes/resultats/avis/", every=False)
    accessible("/enquetes/module/avis/", every=False)


def test_the_module_in_a_page_of_another_origin(survey, chromium, live_server, host):
    wrongs: list[str] = []
    context = chromium.new_context(user_agent=AGENT, viewport={"width": 360, "height": 900})
    context.on("request", lambda one: one.url.startswith((live_server.url, host)) or wrongs.append(one.url))
    context.on(
        "console",
        lambda said: said.type == "error" and "favicon" not in said.location["url"] and wrongs.append(said.text),
    )
    page = context.new_page()
    page.goto(host)
    frame = page.frame_locator("#here iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Votre avis")
    fits = "() => Math.abs(document.querySelector('iframe').clientHeight - 600) > 1"
    page.wait_for_function(fits)
    frame.get_by_role("radio", name="8", exact=True).check()
    frame.get_by_role("button", name="Envoyer mes réponses").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Merci, votre réponse est comptée")
    assert page.evaluate(TOO_WIDE) <= 0
    assert context.cookies() == []
    context.close()
    assert [one for one in wrongs if "/favicon" not in one] == []
    found = results(survey)[-1]
    assert dict(found.by_channel) == {"widget": 1}


def test_the_module_leaves_a_link_without_scripts_and_no_hole_without_a_wave(survey, chromium, host):
    context = chromium.new_context(user_agent=AGENT, java_script_enabled=False)
    page: Page = context.new_page()
    page.goto(host)
    page.get_by_role("link", name="Votre avis").click()
    expect(page.get_by_role("button", name="Envoyer mes réponses")).to_be_visible()
    context.close()
    actions.close_wave(survey.waves.last(), by="test", now=f"{localdate()}T00:00Z")
    context = chromium.new_context(user_agent=AGENT)
    page = context.new_page()
    page.goto(host)
    expect(page.locator("iframe")).to_be_hidden()
    context.close()
    assert len(asked(survey)) == 3
