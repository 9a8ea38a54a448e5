"""Applications that were not selected go 24 months after the decision, with all that was said of them."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from gamma.cockpit.selection import actions, queries
from gamma.cockpit.selection.facts import RecusalFacts
from gamma.cockpit.selection.models import Application, Decision, Evidence, Sheet

from .conftest import OPEN, decide, outcomes, score, told


def on(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_who_was_not_selected_is_forgotten_after_24_months(sent, call, zoe, ada, bob, lead):
    kept, gone, back = sent(zoe), sent(zoe, "Fromagerie"), sent(zoe, "Reprise")
    actions.start(call, told("Brouillon"), by=zoe, today=OPEN)
    actions.withdraw(back, by=zoe)
    for row in (kept, gone):
        score(row, ada)
    score(kept, bob)
    actions.recuse(gone, RecusalFacts(reason="Un lien"), by=bob)
    decide(call, lead, outcomes(selected=[kept], declined=[gone]))
    assert actions.forget(now=on(2028, 7, 9)) == 0
    assert actions.forget(now=on(2028, 7, 10)) == 3
    assert list(Application.objects.all()) == [kept]
    assert {row.application for row in (*Evidence.objects.all(), *Sheet.objects.all())} == {kept}
    assert queries.minutes(Decision.objects.get()).whole
    assert queries.counts(call).sent == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.all().delete()


def test_without_a_decision_months_are_counted_from_the_end_of_the_call(sent, zoe):
    sent(zoe)
    assert actions.forget(now=on(2028, 6, 29)) == 0
    assert actions.forget(now=on(2028, 6, 30)) == 1


def test_a_29_february_is_no_trouble(sent, zoe):
    sent(zoe)
    assert actions.forget(now=on(2028, 2, 29)) == 0
