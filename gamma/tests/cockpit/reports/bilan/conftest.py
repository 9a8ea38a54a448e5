"""Season 1 in the base, and its bilan computed, composed and printed."""

from datetime import date

import pytest
from django.db import connection

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.bilan.composing import compose
from gamma.cockpit.reports.bilan.computing import computed


@pytest.fixture
def season_one(db, shipped):
    """The edition, as its file states it."""
    load(shipped, by="test")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that a test may alter a table
    return Edition.objects.get(slug="season-1")


@pytest.fixture
def bilan(season_one, today: date):
    return computed(season_one, today)


@pytest.fixture
def document(bilan):
    return compose(bilan, "fr")
