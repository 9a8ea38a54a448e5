"""The weekly half hour and the reviews, as people have them: with scripts and without, on a screen or a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gamma.cockpit.indicators.models import Definition, Reading
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reviews import actions
from gamma.cockpit.reviews.facts import ActionFacts, BlockerFacts, NoteFacts
from gamma.cockpit.reviews.models import Action, Blocker, Note
from gamma.ground.accounts.actions import person_at
from gamma.ground.periods import parse

HOME = "/revues/season-1/dossierfacile/"


@pytest.fixture
def enrolment(season_1):
    """DossierFacile, as if its edition ran today."""
    today = timezone.localdate()
    Edition.objects.update(starts=f"{today - timedelta(days=70):%Y-%m}", ends=f"{today + timedelta(days=120):%Y-%m}")
    return Enrolment.objects.select_related("edition", "product").get(product__slug="dossierfacile")


@pytest.fixture
def lead(enrolment):
    roles = {MemberRole.PRODUCT_LEAD: "Léa Martin", MemberRole.COACH: "Paul Simon", MemberRole.DATA_OWNER: "Inès Roy"}
    people = {}
    for role, name in roles.items():
        people[role] = person_at(f"{role.value}@example.org", name=name)
        Membership.objects.create(person=people[role], edition=enrolment.edition, enrolment=enrolment, role=role)
    return people[MemberRole.PRODUCT_LEAD]


@pytest.fixture
def monday():
    return actions.monday(timezone.localdate())


@pytest.fixture
def last_week(enrolment, lead, monday):
    """A check-in of last week: an action that is late, a blocker, a note; and a reading recorded since."""
    now = timezone.now() - timedelta(days=7)
    row = actions.begin(enrolment, week=monday - timedelta(days=7), by=lead, now=now)
    said = ActionFacts(text="Relancer les vingt agences qui ont testé", owner=lead.pk, due=monday - timedelta(days=2))
    actions.add(Action, said, checkin=row, by=lead)
    said = BlockerFacts(text="Pas d'accès au journal des envois", owner=lead.pk, asked="role:sponsor", since=row.week)
    actions.add(Blocker, said, checkin=row, by=lead)
    actions.add(Note, NoteFacts(text="Le bailleur pilote est content"), checkin=row, by=lead)
    actions.close(row, by=lead, now=timezone.now())
    definition = Definition.objects.filter(indicator__enrolment=enrolment, targets__value__isnull=False).first()
    reading(definition, "2021-03", 7_400)
    return row


def reading(definition, period, value):
    span = parse(period)
    covered = {"period": period, "window": definition.window, "starts_on": span.first, "ends_on": span.last}
    source = definition.indicator.enrolment.edition.sources.first()
    about = {"source": source, "precision": "exact", "recorded_at": timezone.now(), "revision": 0}
    return Reading.objects.create(definition=definition, value=value, **covered, **about)


@pytest.mark.parametrize("scripts", [False, True])
def test_a_team_holds_its_half_hour(new_page, sign_in, screenshot, lead, last_week, monday, scripts):
    page = new_page(scripts=scripts)
    sign_in(page, lead)
    page.goto(HOME)
    page.get_by_role("link", name="Le point de cette semaine").click()
    page.get_by_role("button", name="Commencer le point").click()
    expect(page.get_by_text("Relancer les vingt agences").first).to_be_visible()
    page.get_by_role("button", name="Fait Relancer").click()
    assert page.url.endswith("#avant")
    expect(page.get_by_role("button", name="Pas fait Relancer")).to_be_visible()

    page.get_by_text("Noter une décision").click()
    page.get_by_label("Ce qui est décidé").fill("Viser d'abord les agences de Lyon")
    page.get_by_role("button", name="Ajouter la décision").click()
    assert page.url.endswith("#decisions")

    page.get_by_text("Prévoir une action").click()
    page.get_by_label("Action", exact=True).fill("Appeler dix agences")
    page.get_by_label("Par qui").select_option("Inès Roy")
    page.get_by_label("Pour le").fill(str(monday + timedelta(days=9)))
    page.get_by_role("button", name="Ajouter l'action").click()
    expect(page.get_by_text("Appeler dix agences").first).to_be_visible()

    page.get_by_role("link", name="Lever Pas d'accès").click()
    page.get_by_label("Comment cela a été levé").fill("Accès donné par la cellule données")
    page.get_by_role("button", name="Le blocage est levé").click()
    expect(page.get_by_text("Accès donné par la cellule données").first).to_be_visible()

    screenshot(page, f"check-in{'-scripts' if scripts else ''}")
    page.get_by_role("button", name="Clore le point").click()
    expect(page.get_by_text("Le point est clos")).to_be_visible()
    page.get_by_role("link", name="Le point précédent").click()
    expect(page.get_by_text("Le bailleur pilote est content").first).to_be_visible()


def test_a_closed_browser_loses_at_most_one_field(new_page, sign_in, lead, last_week, monday):
    page = new_page(scripts=True)
    sign_in(page, lead)
    actions.begin(last_week.enrolment, week=monday, by=lead, now=timezone.now())
    page.goto(f"{HOME}{monday}/")
    page.get_by_text("Signaler un blocage").click()
    with page.expect_response("**/brouillons/"):
        page.get_by_label("Ce qui bloque").fill("Le service juridique ne répond pas")
        page.get_by_label("Ou quelqu'un d'autre").focus()
    page.reload()
    assert page.get_by_label("Ce qui bloque").input_value() == "Le service juridique ne répond pas"


@pytest.mark.parametrize("scripts", [False, True])
def test_the_mid_term_keeps_and_retires(new_page, sign_in, screenshot, lead, enrolment, scripts):
    page = new_page(scripts=scripts)
    sign_in(page, lead)
    page.goto(HOME)
    page.get_by_role("link", name="décider des indicateurs mi-parcours").click()
    first = page.get_by_role("group").filter(has=page.get_by_label("Décision")).first
    first.get_by_label("Décision").select_option("abandonner")
    first.get_by_label("Raison").fill("On ne sait pas la mesurer exactement")
    page.get_by_role("button", name="Enregistrer les décisions").click()
    expect(page.get_by_text("On ne sait pas la mesurer exactement")).to_be_visible()
    if not scripts:
        screenshot(page, "decisions")
        page.goto(f"{HOME}choix/mid-term/")
        screenshot(page, "mid-term")


def test_the_forecast_is_pasted_and_printed(new_page, sign_in, screenshot, lead):
    page = new_page()
    sign_in(page, lead)
    page.goto(f"{HOME}previsions/")
    page.get_by_role("link", name="Remplir le tableau").click()
    lines = [
        "6000\t7000\t8000\t8000\t8000\t9000",
        "3000\t3500\t4000\t4000\t4000\t4500",
        "600\t700\t800\t800\t1700\t2000",
    ]
    page.get_by_label("Coller depuis un tableur").fill("\n".join(lines))
    page.get_by_label("Moyens de l'étape acquisition").fill("Courriels, réseaux")
    form = page.url
    page.get_by_role("button", name="Enregistrer les prévisions").click()
    expect(page.get_by_text("46\u202f000")).to_be_visible()
    screenshot(page, "forecast")
    page.goto(form)
    screenshot(page, "forecast-form")


def test_axe_finds_nothing_to_say(accessible, screenshot, new_page, sign_in, lead, last_week, monday):
    actions.begin(last_week.enrolment, week=monday, by=lead, now=timezone.now())
    for path in (
        "",
        f"{monday}/",
        f"{monday}/action/",
        "rythme/",
        "lancement/",
        "lancement/charte/",
        "choix/mid-term/",
        "decisions/",
        "bilan/",
        "previsions/",
        "previsions/modifier/",
    ):
        accessible(f"{HOME}{path}", person=lead)
    page = new_page()
    sign_in(page, lead)
    for path, name in (("", "rhythm"), ("lancement/", "charter"), ("bilan/", "results")):
        page.goto(f"{HOME}{path}")
        screenshot(page, f"reviews-{name}")
