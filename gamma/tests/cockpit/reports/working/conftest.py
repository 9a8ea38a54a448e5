"""A season under way, and the people of one of its products."""

from datetime import date

import pytest

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Enrolment, Membership
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.accounts.models import Person

NOW = date(2026, 11, 2)  # the first working day of its month: the 1st is a Sunday, and a holiday
RUNNING = """\
format: gamma-season-file/1
units: {files: {fr: [dossier, dossiers], en: [file, files]}}
edition: {id: autumn, label: Automne, starts: 2026-09, ends: 2027-02}
sources:
  - {id: sheet, title: Un tableau, kind: dataset}
products:
  - id: bakery
    name: Boulangerie
    indicators:
      - id: loaves
        definitions: [{name: Pains par mois, unit: files, kind: count, period: month, direction: up}]
        targets: [{id: t1, due: 2027-02, value: 900, baseline: 2026-08, set_at: kickoff, source: sheet}]
        readings:
          - {period: 2026-08, value: 700, source: sheet}
          - {period: 2026-09, value: 720, source: sheet}
          - {period: 2026-10, value: 750, source: sheet}
      - id: smiles
        definitions: [{name: Sourires, unit: files, kind: stock, period: instant, direction: up}]
        targets: [{id: t1, due: 2027-02-28, value: 100, set_at: kickoff, source: sheet}]
        readings: [{period: at 2026-10-15, value: 40, source: sheet}]
      - id: crumbs
        definitions: [{name: Miettes, unit: files, kind: count, period: month, direction: down}]
  - id: dairy
    name: Crèmerie
    indicators:
      - id: cheeses
        definitions: [{name: Fromages, unit: files, kind: count, period: month}]
"""


@pytest.fixture
def running(db) -> Enrolment:
    """The bakery, in an edition under way."""
    load(read_text(RUNNING, "autumn.yaml", NOW), by="test")
    return Enrolment.objects.select_related("edition", "product").get(product__slug="bakery")


@pytest.fixture
def someone(running):
    """A person with a role, for the bakery unless told otherwise."""

    def make(role: MemberRole, email: str = "", whole: bool = False) -> Person:
        person = Person.objects.create_user(email or f"{role.value}@example.org", name=str(role.label))
        of = None if whole else running
        Membership.objects.create(person=person, edition=running.edition, enrolment=of, role=role)
        return person

    return make
