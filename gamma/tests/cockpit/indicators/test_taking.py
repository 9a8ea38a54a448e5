"""Readings that nobody types: taken once a period is over, with their evidence, beside what a person typed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from gamma.cockpit.indicators import actions
from gamma.cockpit.indicators.facts import Proof, ReadingFacts
from gamma.cockpit.indicators.models import Binding, Definition, Evidence, Reading
from gamma.cockpit.indicators.queries import closed, current_readings
from gamma.cockpit.programme.actions import TYPED, measured_source
from gamma.cockpit.programme.lists import MemberRole
from gamma.cockpit.programme.models import Membership
from gamma.ground import measures
from gamma.ground.accounts.actions import person_at
from gamma.ground.errors import UserError
from gamma.ground.measures import Count, Kind, Measure
from gamma.ground.periods import Window, parse

NOW = datetime(2020, 11, 2, 6, tzinfo=UTC)
PROOF = Proof("matomo", "VisitsSummary.get", NOW, "ab" * 32, "0.1", "{}")


@pytest.fixture
def definition(db, kept, small) -> Definition:
    """Loaves, of the bakery: a count of files, month by month."""
    kept(small)
    return Definition.objects.get(indicator__slug="loaves")


@pytest.fixture
def counted(monkeypatch) -> dict[str, int]:
    """A measure that counts what a test says, by period; it fails where the test says nothing."""
    said: dict[str, int] = {}

    def loaves(product: str, period, detail: str) -> Count:
        """Loaves that a test put in the oven."""
        if period.text not in said:
            raise UserError(f"le four était froid en {period.text}")
        return Count(Decimal(said[period.text]), "dossiers", period, "exact", 3, f"{detail} de {product}")

    ovens = {"bois": "Au feu de bois"}
    words = {"detail": "Le four", "options": lambda product: ovens if product == "bakery" else {}}
    found = {
        "loaves": Measure("Pains", "dossiers", Kind.COUNT, loaves, **words),
        "warmth": Measure("Chaleur", "dossiers", Kind.STOCK, loaves, **words),
        "euros": Measure("Recette", "€", Kind.COUNT, loaves, **words),
    }
    monkeypatch.setattr(measures, "_MEASURES", found)
    return said


def take(definition, value="12", period="2020-10", now=NOW, unit="dossiers", slug="mesure"):
    source = measured_source(definition.indicator.enrolment.edition, slug, {"fr": "Mesure"})
    count = Count(Decimal(value), unit, parse(period), "exact", 5, "Compté.")
    return actions.take_reading(count, definition=definition, source=source, proof=PROOF, by="robot", now=now)


def test_a_reading_is_taken_with_its_evidence(definition):
    row = take(definition)
    assert (row.value, row.period, row.source.kind, row.tool, row.n) == (12, "2020-10", "measured", "matomo", None)
    assert (row.proof.digest, row.proof.query, row.evidence) == ("ab" * 32, "VisitsSummary.get", "Compté.")


def test_the_same_again_adds_nothing_and_another_value_is_a_revision(definition):
    first = take(definition)
    assert take(definition) == first
    assert Evidence.objects.count() == 1
    other = take(definition, "13")
    assert (other.revision, other.reason["fr"]) == (1, "Relevé de nouveau le 2020-11-02 (matomo)")
    first.refresh_from_db()
    assert first.value == 12


def test_what_a_person_typed_stays_beside(definition):
    typed = ReadingFacts(period="2020-10", value=Decimal(11), source=TYPED)
    actions.record_reading(typed, indicator=definition.indicator, by="Ada", today=NOW.date())
    take(definition)
    rows = current_readings().filter(definition=definition, period="2020-10")
    assert sorted(rows.values_list("source__kind", "value")) == [("measured", 12), ("typed", 11)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"period": "2020-11"}, "n'est pas fini"),
        ({"period": "2020-W40"}, "pas une période de cet indicateur"),
        ({"unit": "€"}, "est en “€”"),
    ],
)
def test_what_the_definition_does_not_speak_of_is_refused(definition, words, why):
    with pytest.raises(UserError, match=why):
        take(definition, **words)
    assert not Evidence.objects.exists()


def test_evidence_has_a_digest(definition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(method="x", query="", taken_at=NOW, digest="not one", version="", extract="")


def test_a_bound_definition_takes_what_is_over(definition, counted):
    counted |= {"2020-08": 1, "2020-09": 2, "2020-10": 3}
    actions.bind(definition, "loaves:bois", since=date(2020, 8, 15), by="Ada")
    actions.take_due(now=NOW)
    rows = Reading.objects.filter(source__kind="measured").order_by("ends_on")
    assert [(row.period, row.value) for row in rows] == [("2020-08", 1), ("2020-09", 2), ("2020-10", 3)]
    assert rows[0].proof.query == "loaves:bois · bakery · 2020-08"
    actions.take_due(now=NOW)
    assert rows.count() == 3


def test_what_comes_late_is_a_revision_for_some_days_and_nothing_after(definition, counted):
    counted["2020-10"] = 3
    actions.bind(definition, "loaves:bois", since=date(2020, 10, 1), by="Ada")
    actions.take_due(now=NOW)
    counted["2020-10"] = 4
    actions.take_due(now=NOW.replace(day=3))
    assert list(Reading.objects.filter(source__kind="measured").values_list("revision", "value")) == [(0, 3), (1, 4)]
    counted["2020-10"] = 5
    actions.take_due(now=NOW.replace(day=9))
    assert Reading.objects.filter(source__kind="measured").count() == 2


def test_a_failure_is_told_once_and_stops_no_other(definition, counted):
    person = person_at("data@exemple.fr", name="Inès Roy")
    enrolment = definition.indicator.enrolment
    Membership.objects.create(person=person, edition=enrolment.edition, enrolment=enrolment, role=MemberRole.DATA_OWNER)
    actions.bind(definition, "loaves:bois", since=date(2020, 10, 1), by="Ada")
    for _ in range(3):
        actions.take_due(now=NOW)
    assert [letter.to for letter in mail.outbox] == [["data@exemple.fr"]]
    assert "le four était froid en 2020-10" in mail.outbox[0].body
    assert Binding.objects.get().fault == "le four était froid en 2020-10"
    counted["2020-10"] = 3
    actions.take_due(now=NOW)
    assert Binding.objects.get().fault == ""
    assert Reading.objects.filter(source__kind="measured").count() == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("warmth:bois", "de la nature"),
        ("euros:bois", "se compte en €"),
        ("unknown", "Aucune pièce"),
    ],
)
def test_a_measure_of_another_nature_is_refused(definition, counted, name, why):
    with pytest.raises(UserError, match=why):
        actions.bind(definition, name, since=date(2020, 10, 1), by="Ada")


@pytest.mark.parametrize(("name", "why"), [("loaves", "avec un détail"), ("loaves:gaz", "avec un détail : ")])
def test_a_detail_that_is_missing_or_unknown_is_told(definition, counted, name, why):
    with pytest.raises(UserError, match=why):
        actions.tried(definition, name, since=date(2020, 9, 1), today=NOW.date())


def test_a_try_changes_nothing(definition, counted):
    counted["2020-10"] = 7
    found = actions.tried(definition, "loaves:bois", since=date(2020, 9, 1), today=NOW.date())
    assert (found.value, found.period.text) == (7, "2020-10")
    assert not Reading.objects.filter(source__kind="measured").exists()
    assert measures.choices("bakery")["loaves:bois"] == "Pains – Au feu de bois"
    assert measures.choices("other") == {}


@pytest.mark.parametrize(
    ("window", "since", "today", "found"),
    [
        (Window.MONTH, date(2020, 2, 29), date(2020, 4, 1), ["2020-02", "2020-03"]),
        (Window.MONTH, date(2020, 2, 1), date(2020, 2, 29), []),
        (Window.WEEK, date(2020, 12, 28), date(2021, 1, 11), ["2020-W53", "2021-W01"]),
        (Window.DAY, date(2021, 3, 27), date(2021, 3, 29), ["2021-03-27", "2021-03-28"]),
        (Window.QUARTER, date(2020, 11, 5), date(2021, 1, 1), ["2020-Q4"]),
        (Window.YEAR, date(2020, 6, 1), date(2021, 1, 1), ["2020"]),
        (Window.ROLLING, date(2021, 1, 9), date(2021, 3, 1), ["12 months to 2021-01", "12 months to 2021-02"]),
        (Window.INSTANT, date(2020, 2, 3), date(2020, 3, 1), ["at 2020-02-29"]),
        (Window.UNSTATED, date(2020, 2, 3), date(2021, 3, 1), []),
    ],
)
def test_periods_close_as_the_calendar_says(window, since, today, found):
    assert [one.text for one in closed(window, since, today)] == found


def test_the_pages_bind_show_and_prove(definition, counted, client, db):
    counted["2020-10"] = 3
    enrolment = definition.indicator.enrolment
    lead = person_at("lead@exemple.fr", name="Léa")
    Membership.objects.create(person=lead, edition=enrolment.edition, enrolment=enrolment, role=MemberRole.PRODUCT_LEAD)
    client.force_login(lead)
    words = [enrolment.edition.slug, enrolment.product.slug, "loaves"]
    where = reverse("indicators:bind", args=words)
    shown = client.get(where).content.decode()
    seal = shown.partition('name="seal" value="')[2].partition('"')[0]
    answer = client.post(where, {"measure": "loaves:bois", "since": "2020-10-01", "seal": seal})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    actions.take_due(now=NOW)
    page = client.get(reverse("indicators:indicator", args=words)).content.decode()
    assert "Pains – Au feu de bois" in page
    row = Reading.objects.get(source__kind="measured")
    proof = client.get(reverse("indicators:evidence", args=[*words, row.pk])).content.decode()
    assert row.proof.digest in proof
    typed = Reading.objects.exclude(source__kind="measured").first()
    assert client.get(reverse("indicators:evidence", args=[*words, typed.pk])).status_code == 404
    client.post(reverse("indicators:unbind", args=words))
    assert not Binding.objects.exists()
    assert Reading.objects.filter(source__kind="measured").count() == 1
