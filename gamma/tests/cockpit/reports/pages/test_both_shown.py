"""Both shown: where a person and a machine do not say the same, the public pages tell both, and which one decides."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from gamma.cockpit.indicators.actions import proved, take_reading
from gamma.cockpit.indicators.models import Indicator, Reading
from gamma.cockpit.programme.actions import measured_source
from gamma.cockpit.reports.records import address
from gamma.ground.measures import Count
from gamma.ground.periods import parse

NOW = datetime(2021, 4, 1, 4, 40, tzinfo=UTC)


@pytest.fixture
def taken(db, kept, small) -> Reading:
    """What an oven gave for March, of which an article says about 935.5."""
    kept(small)
    loaves = Indicator.objects.select_related("enrolment__edition").get(slug="loaves")
    counted = Count(Decimal(941), "dossiers", parse("2021-03"), "exact", 31, "Pains sortis du four.")
    return take_reading(
        counted,
        definition=loaves.definitions.get(),
        source=measured_source(loaves.enrolment.edition, "oven", {"fr": "Le four", "en": "The oven"}),
        proof=proved(b"941", method="measure", query="oven", taken_at=NOW),
        by="mesures",
        now=NOW,
    )


def shown(answer) -> str:
    """A page with plain spaces instead of those that do not break."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def page(client, row: Reading) -> str:
    return shown(client.get(reverse("reports:reading", args=["small", "bakery", "loaves", address(row)])))


def test_the_sheet_tells_both_and_why_one_decides(client, taken):
    sheet = shown(client.get(reverse("reports:indicator", args=["small", "bakery", "loaves"])))
    assert "ne disent pas la même chose" in sheet
    assert "mars 2021 : <strong>941" in sheet
    assert "le plus précis" in sheet
    assert "environ 935,5" in sheet


def test_the_provenance_says_how_when_and_the_digest(client, taken):
    told = page(client, taken)
    for text in (
        "measure",
        "1er avril 2021 à 06:40",
        taken.proof.digest[:16],
        "Celui-ci décide",
        "Pains sortis du four.",
    ):
        assert text in told
    assert taken.proof.digest not in told


def test_the_other_says_that_it_does_not_decide(client, taken):
    other = page(client, Reading.objects.get(period="2021-03", source__slug="article"))
    assert "Un autre décide : le plus précis." in other
    assert "Empreinte" not in other
