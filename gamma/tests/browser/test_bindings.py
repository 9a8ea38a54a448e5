"""Readings that take themselves, as a team has them in a browser: chosen, looked at, confirmed, read, proved."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground import measures
from gamma.ground.accounts.actions import person_at
from gamma.ground.measures import Count, Kind, Measure

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
          - {name: Clients par mois, kind: count_distinct, unit: people, period: month, direction: up}
        readings:
          - {period: 2026-01, value: 700, source: sheet}
"""
LOAVES = "/indicateurs/spring/bakery/loaves/"


def customers(product, period):
    """Customers who came to the bakery in the period."""
    return Count(Decimal(712), "personnes", period, "exact", 712, f"Clients de {product}, comptés à la porte.")


@pytest.fixture
def lead(transactional_db, monkeypatch):
    monkeypatch.setattr(measures, "_MEASURES", {})
    measures.declare("door", Measure("Clients à la porte", "personnes", Kind.DISTINCT, customers))
    load(read_text(SEASON, "spring.yaml", date(2026, 9, 1)), by="test")
    enrolment, person = Enrolment.objects.get(), person_at("ada@example.org", name="Ada")
    Membership.objects.create(
        person=person, edition=enrolment.edition, enrolment=enrolment, role=MemberRole.PRODUCT_LEAD
    )
    return person


def press(page, verb):
    page.get_by_role("button", name=verb, exact=True).click()


def test_a_measure_is_chosen_and_its_readings_lead_to_their_proof(lead, new_page, sign_in, accessible, screenshot):
    page = new_page()
    sign_in(page, lead)
    page.goto(LOAVES)
    page.get_by_role("link", name="Relever tout seul, par une mesure").click()
    screenshot(page, "indicators-bind")
    page.locator("#id_measure").select_option("door")
    page.locator("#id_since").fill("01/2026")
    press(page, "Voir ce que la mesure donne")
    assert "comptés à la porte" in page.locator("main").inner_text()
    screenshot(page, "indicators-bind-confirm")
    confirmation = page.url
    accessible(f"{LOAVES}releves/automatiques/", person=lead)
    accessible(confirmation[confirmation.index(LOAVES) :], person=lead)
    press(page, "Relever tout seul")
    assert page.locator(".said").inner_text() == "L'indicateur se relève désormais tout seul."
    assert actions.close(now=timezone.now()) >= 2
    page.goto(LOAVES)
    assert "ne disent pas la même chose" in page.locator("main").inner_text()
    screenshot(page, "indicators-both")
    row = Reading.objects.get(period="2026-01", source__kind="measured")
    page.locator(f'a[href="{LOAVES}releves/{row.pk}/"]').click()
    assert row.proof.digest in page.locator("main").inner_text()
    screenshot(page, "indicators-proof")
    for path in (LOAVES, f"{LOAVES}releves/{row.pk}/", f"{LOAVES}releves/automatiques/arreter/"):
        accessible(path, person=lead)
    assert Indicator.objects.get().definitions.get().binding.measure == "door"
