"""An import killed while it is confirmed leaves all of it or nothing; in the second case its file is still there."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gamma.cockpit.indicators.models import Batch, Reading, Upload
from gamma.ground.audit.models import Entry

ROWS = 2_000
START = "/indicateurs/small/bakery/importer/"
CONFIRMING = """
import time, django
django.setup()
from django.test import Client
from gamma.cockpit.indicators.models import Reading
from gamma.cockpit.reports import actions
from gamma.ground.accounts.models import Person

def halfway(*_words, **_more):
    print(Reading.objects.count(), flush=True)
    time.sleep(60)

client = Client()
client.force_login(Person.objects.get(email="ada@example.org"))
{moment}
client.post("{where}confirmer/")
time.sleep(60)
"""
HALFWAY = "actions.touch_edition = halfway"
BEGUN = "print('begun', flush=True)"


@pytest.fixture
def where(killed, client, owner):
    """A file of daily readings that was looked at: the address where it is confirmed."""
    client.force_login(owner)
    days = "".join(f"{1990 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02};{n}\n" for n in range(ROWS))
    place = client.post(START, {"file": SimpleUploadedFile("jours.csv", f"jour;pains\n{days}".encode())}).url
    form = client.get(place).context["form"]
    client.post(place, {bound.name: bound.value() or "" for bound in form} | {"indicator": "=loaves"})
    assert client.get(place).context["seen"].preview.counts.new == ROWS
    return place


def kept() -> tuple[int, int, int, int]:
    journal = Entry.objects.filter(verb="imported").count()
    return Reading.objects.count(), Batch.objects.count(), journal, Upload.objects.count()


def test_before_and_never_between(killed, where, client):
    before = kept()
    assert killed(CONFIRMING.format(where=where, moment=HALFWAY)) == str(
        before[0] + ROWS
    )  # written, not yet for others
    assert kept() == before
    client.post(f"{where}confirmer/")
    assert kept() == (before[0] + ROWS, 1, 1, 0)


@pytest.mark.study
@pytest.mark.parametrize("seed", range(20))
def test_before_or_after_at_any_moment(killed, where, seed):
    before = kept()
    after = random.Random(seed).uniform(0, 1.5)
    killed(CONFIRMING.format(where=where, moment=BEGUN), after=after)
    assert kept() in (before, (before[0] + ROWS, 1, 1, 0))
