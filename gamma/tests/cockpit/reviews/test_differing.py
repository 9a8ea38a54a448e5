"""Differing: the check-in tells of what a person and a machine, since the last one, do not say alike."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from gamma.cockpit.indicators.actions import proved, take_reading
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.actions import measured_source
from gamma.cockpit.reviews import actions
from gamma.ground.measures import Count
from gamma.ground.periods import parse

TOLD = "ne disent pas la même chose"


@pytest.fixture
def take(bakery):
    """What an oven gives for March 2021, of which an article says about 935.5."""
    definition = Indicator.objects.get(slug="loaves").definitions.get()
    source = measured_source(bakery.edition, "oven", {"fr": "Le four", "en": "The oven"})

    def taken(value: int):
        now, counted = timezone.now(), Count(Decimal(value), "dossiers", parse("2021-03"), "exact", 3, "Au four.")
        proof = proved(b"", method="measure", query="oven", taken_at=now)
        return take_reading(counted, definition=definition, source=source, proof=proof, by="mesures", now=now)

    return taken


@pytest.fixture
def page(client, people, this_week):
    client.force_login(people["product_lead"])
    return lambda: client.get(f"/revues/small/bakery/{this_week}/").content.decode()


def test_it_is_told_with_the_name_of_the_indicator(take, page):
    assert TOLD not in page()
    take(941)
    told = page().split(TOLD)[1].split("</section>")[0]
    assert "Pains par mois, mars 2021" in told
    assert "le plus précis" in told


def test_what_was_told_at_the_last_one_is_told_no_more(take, page, bakery, people, this_week):
    take(941)
    before = actions.begin(bakery, week=this_week - timedelta(days=7), by=people["coach"], now=timezone.now())
    actions.close(before, by=people["coach"], now=timezone.now())
    bakery.edition.refresh_from_db()
    assert TOLD not in page()
    take(950)
    assert TOLD in page()
