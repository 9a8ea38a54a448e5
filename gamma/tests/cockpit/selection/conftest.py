"""A selection under way: a lead, a committee of two, a call with two criteria, and who applies."""

from datetime import UTC, date, datetime

import pytest

from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Edition, Membership
from gamma.cockpit.selection import actions
from gamma.cockpit.selection.facts import (
    ApplicationFacts,
    CallFacts,
    CriterionFacts,
    DecisionFacts,
    SheetFacts,
    StagesFacts,
)
from gamma.cockpit.selection.lists import Stage
from gamma.ground.accounts.models import Person

OPEN = date(2026, 6, 15)
AFTER = date(2026, 7, 10)
NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
DECIDED = datetime(2026, 7, 10, 9, tzinfo=UTC)
FIELDS = ("sponsor", "team", "problem", "population", "figures")


@pytest.fixture
def edition(db):
    return Edition.objects.create(slug="season-9", label={"fr": "Saison 9"}, starts="2026-09", ends="2027-02")


@pytest.fixture
def person(db):
    """Someone, with a role in the edition if one is told."""

    def make(name, role=None, edition=None):
        row = Person.objects.create_user(f"{name.lower()}@exemple.fr", name=name)
        if role:
            Membership.objects.create(person=row, role=role, edition=edition)
        return row

    return make


@pytest.fixture
def lead(person, edition):
    return person("Lea", MemberRole.LEAD, edition)


@pytest.fixture
def ada(person, edition):
    return person("Ada", MemberRole.COMMITTEE, edition)


@pytest.fixture
def bob(person, edition):
    return person("Bob", MemberRole.COMMITTEE, edition)


@pytest.fixture
def zoe(person):
    """Who applies."""
    return person("Zoe")


@pytest.fixture
def call(edition, lead):
    facts = CallFacts(opens="2026-06-01", closes="2026-06-30", text="Candidatez.")
    made = actions.open_call(facts, edition=edition, by=lead)
    for name, text, weight in (("team", "Une équipe", 1), ("effect", "Un effet", 3)):
        actions.add_criterion(made, CriterionFacts(id=name, text=text, weight=weight), by=lead)
    return made


def told(product="Boulangerie", **said):
    """An application with all that is asked."""
    evidence = {"team": {"text": "Nous sommes trois"}, "effect": {"link": "https://exemple.fr/stats"}}
    rest = dict.fromkeys(FIELDS, "Dit") | {"phase": "acceleration", "evidence": evidence}
    return ApplicationFacts(product=product, **rest | said)


@pytest.fixture
def sent(call, lead):
    """Send an application, declared eligible unless told otherwise."""

    def make(by, product="Boulangerie", eligible=True):
        row = actions.start(call, told(product), by=by, today=OPEN)
        actions.send(row, by=by, now=NOW, today=OPEN)
        if eligible:
            actions.place(call, StagesFacts(stages={row.pk: Stage.PRESELECTION}), by=lead)
        row.refresh_from_db()
        return row

    return make


def marks(team, effect, comment="Vu en audition"):
    return SheetFacts(
        scores={name: {"value": v, "comment": comment} for name, v in (("team", team), ("effect", effect))}
    )


def score(row, by, team=3, effect=1, **said):
    return actions.give(row, marks(team, effect, **said), by=by, now=NOW)


def outcomes(**said):
    """A decision, application by application: `outcomes(selected=[…], declined=[…])`."""
    told = {row.pk: {"outcome": name, "reason": f"Motif {row.product}"} for name, rows in said.items() for row in rows}
    return DecisionFacts(decided_on=AFTER, present=["Ada", "Lea"], outcomes=told)


def decide(call, by, facts):
    return actions.decide(call, facts, by=by, now=DECIDED, today=AFTER, link=lambda row: f"/selection/{row.pk}")
