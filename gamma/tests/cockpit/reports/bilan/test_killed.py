"""A publication killed in the middle leaves nothing behind; the next one publishes, once."""

from datetime import UTC, datetime

import pytest

from gamma.cockpit.reports.bilan.content import digest
from gamma.cockpit.reports.bilan.printing.files import PAPER, PRINTERS
from gamma.cockpit.reports.bilan.writing.asking import ask, confirm
from gamma.cockpit.reports.bilan.writing.passages import written
from gamma.cockpit.reports.models import Asked, Rendition, Report
from gamma.ground.audit.models import Entry

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
CONFIRMING = """
import time, django
django.setup()
from django.utils import timezone
from gamma.cockpit.programme.models import Membership
from gamma.cockpit.reports.bilan import publishing
from gamma.cockpit.reports.bilan.printing.files import PRINTERS
from gamma.cockpit.reports.bilan.writing.asking import confirm
from gamma.cockpit.reports.models import Asked, Rendition, Report

def halfway(*_words, **_more):
    print(Report.objects.count(), Rendition.objects.count() > 0, flush=True)
    time.sleep(60)

del PRINTERS["bilan.pdf"]
publishing.send = halfway
asked = Asked.objects.select_related("edition").get()
coach = Membership.objects.get(role="coach").person
confirm(asked, seen=asked.digest, by=coach, now=timezone.now(), href="")
"""


@pytest.fixture
def asked(transactional_db, people, small_one, today):
    seen = digest(written(small_one, today).model_dump(mode="json"))
    return ask(small_one, seen=seen, by=people["lead"], now=NOW, today=today, href="")


def test_before_or_after_never_between(asked, people, killed, monkeypatch):
    assert killed(CONFIRMING) == "1 True"  # everything is written there, and not yet for others
    assert (Report.objects.count(), Rendition.objects.count()) == (0, 0)
    assert Asked.objects.get().outcome == ""
    assert not Entry.objects.filter(verb="published").exists()
    monkeypatch.delitem(PRINTERS, PAPER)
    report = confirm(asked, seen=asked.digest, by=people["coach"], now=NOW, href="")
    assert report.digest == asked.digest
    assert Report.objects.count() == 1
