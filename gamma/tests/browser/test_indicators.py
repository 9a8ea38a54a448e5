"""Indicators and targets by hand, as their team does it in a browser without scripts: proposed, read, accepted, aimed
at, imported, undone; and two persons who correct the same reading."""

from datetime import date

import pytest
from playwright.sync_api import expect

from gamma.cockpit.indicators.models import Reading, Target
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Enrolment, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.accounts.actions import person_at
from gamma.ground.accounts.models import Person

SEASON = """\
format: gamma-season-file/1
edition: {id: spring, label: Printemps, starts: 2026-01, ends: 2199-06}
sources:
  - {id: sheet, title: Un tableau, kind: dataset}
products:
  - id: bakery
    name: Boulangerie
    indicators:
      - id: loaves
        definitions:
          - {name: Pains par mois, kind: count, period: month, aggregation: sum, direction: up, origin: La caisse}
        readings:
          - {period: 2026-01, value: 700, source: sheet}
"""
PRODUCT = "/indicateurs/spring/bakery/"


@pytest.fixture
def bakery(transactional_db):
    load(read_text(SEASON, "spring.yaml", date(2026, 9, 1)), by="test")
    assert Edition.objects.count() == 1
    return Enrolment.objects.get()


@pytest.fixture
def as_role(bakery, new_page, sign_in):
    """A page as someone of that role has it, signed in."""

    def page(role: MemberRole, **options):
        person = person_at(f"{role.value}@example.org", name=str(role.label))
        Membership.objects.get_or_create(person=person, edition=bakery.edition, enrolment=bakery, role=role)
        found = new_page(**options)
        sign_in(found, person)
        return found

    return page


@pytest.fixture
def clean(as_role, accessible):
    """See that axe-core finds nothing to say of pages of work, as who leads the product has them."""
    as_role(MemberRole.PRODUCT_LEAD)
    lead = Person.objects.get(email=f"{MemberRole.PRODUCT_LEAD.value}@example.org")
    return lambda *paths: [accessible(path, person=lead) for path in paths]


def press(page, verb):
    with page.expect_navigation():
        page.get_by_role("button", name=verb, exact=True).click()


def test_from_a_proposal_to_an_accepted_target_and_imported_readings(as_role, screenshot):
    lead, coach, sponsor = (as_role(role) for role in (MemberRole.PRODUCT_LEAD, MemberRole.COACH, MemberRole.SPONSOR))

    lead.goto(PRODUCT)
    screenshot(lead, "indicators-product")
    lead.get_by_role("link", name="Proposer un indicateur").click()
    screenshot(lead, "indicators-propose")
    lead.locator("#id_name").fill("Clients servis")
    lead.locator("#id_kind").select_option("count_distinct")
    lead.locator("#id_unit").select_option("people")
    lead.locator("#id_direction").select_option("up")
    press(lead, "Proposer l'indicateur")
    assert "Attend : sa source et qui en répond" in lead.locator("main").inner_text().replace("\u00a0", " ")
    lead.get_by_role("link", name="Compléter la fiche").click()
    lead.locator("#id_origin").fill("La caisse")
    lead.locator("#id_owner").fill("Ada")
    press(lead, "Enregistrer la fiche")
    lead.get_by_role("link", name="Donner un premier relevé").click()
    lead.locator("#id_value").fill("1 204")
    lead.locator("#id_period").fill("08/2026")
    press(lead, "Enregistrer le relevé")
    expect(lead.get_by_role("link", name="Accepter l'indicateur")).to_have_count(0)

    coach.goto(f"{PRODUCT}clients-servis/")
    coach.get_by_role("link", name="Accepter l'indicateur", exact=True).click()
    press(coach, "Accepter")
    assert coach.locator(".said").inner_text() == "L'indicateur est suivi."

    lead.goto(f"{PRODUCT}clients-servis/cibles/proposer/")
    lead.locator("#id_value").fill("1500")
    lead.locator("#id_due").fill("12/2026")
    lead.locator("#id_rationale").fill("Un second four")
    press(lead, "Proposer au commanditaire")

    sponsor.goto(PRODUCT)
    sponsor.get_by_role("link", name="Répondre à la cible proposée").click()
    screenshot(sponsor, "indicators-answer")
    sponsor.get_by_label("J'accepte cette cible").check()
    press(sponsor, "Répondre")
    assert Target.objects.get().accepted_by == MemberRole.SPONSOR.label
    screenshot(sponsor, "indicators-indicator")

    lead.goto(f"{PRODUCT}importer/")
    screenshot(lead, "indicators-import")
    body = b"mois;valeur\n01/2026;900\n02/2026;1 000\n"
    lead.locator("#id_file").set_input_files({"name": "clients.csv", "mimeType": "text/csv", "buffer": body})
    press(lead, "Regarder le fichier")
    lead.locator("#id_indicator").select_option("=clients-servis")
    press(lead, "Mettre l'aperçu à jour")
    screenshot(lead, "indicators-preview")
    assert Reading.objects.count() == 2
    press(lead, "Confirmer l'import")
    assert Reading.objects.count() == 4
    lead.get_by_role("link", name="Importer des relevés").click()
    lead.get_by_role("link", name="annuler – clients.csv").click()
    screenshot(lead, "indicators-undo")
    press(lead, "Annuler l'import")
    assert Reading.objects.filter(withdrawn=True).count() == 2


def test_two_persons_correct_one_reading_and_the_second_sees_both(as_role, screenshot):
    one, two = as_role(MemberRole.PRODUCT_LEAD), as_role(MemberRole.DATA_OWNER)
    for page in (one, two):
        page.goto(f"{PRODUCT}loaves/")
        page.get_by_role("link", name="corriger – janvier 2026").click()
    one.locator("#id_value").fill("720")
    one.locator("#id_reason").fill("Les pains du dimanche manquaient")
    press(one, "Enregistrer la correction")

    two.locator("#id_value").fill("710")
    two.locator("#id_reason").fill("Faute de frappe")
    two.locator("#id_note").fill("Vu avec la caisse")
    press(two, "Enregistrer la correction")
    told = two.locator(".notice.warning").inner_text()
    assert "a enregistré autre chose pendant que vous écriviez" in told
    assert "720" in told
    assert "710" in told
    assert two.locator("#id_note").input_value() == "Vu avec la caisse"
    assert Reading.objects.count() == 2
    press(two, "Enregistrer la correction")
    rows = Reading.objects.order_by("revision").values_list("value", "recorded_by")
    assert list(rows) == [(700, "test"), (720, MemberRole.PRODUCT_LEAD.label), (710, MemberRole.DATA_OWNER.label)]


def test_axe_finds_nothing(clean):
    paths = (
        "",
        "proposer/",
        "importer/",
        "loaves/",
        "loaves/releves/nouveau/",
        "loaves/cibles/proposer/",
        "loaves/fiche/",
    )
    clean(*(f"{PRODUCT}{path}" for path in paths))
