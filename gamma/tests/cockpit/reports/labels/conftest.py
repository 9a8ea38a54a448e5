"""Small seasons, written in a few words and put through the real loader, and what one rule finds in them."""

import json
from itertools import count

import pytest
from django.utils import translation

from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.labels import RULES
from gamma.cockpit.reports.labels.telling import BETWEEN
from gamma.cockpit.reports.records import records

SOURCES = [
    {"id": "early", "title": "Premier article", "kind": "article", "published": "2021-01-15"},
    {"id": "draft", "title": "Brouillon", "kind": "draft", "published": "2021-04-22", "became": "late"},
    {"id": "late", "title": "Second article", "kind": "article", "published": "2021-05-11"},
    {"id": "sheet", "title": "Tableau", "kind": "dataset"},
]
REVIEWS = [{"id": "kickoff", "kind": "kickoff", "held": "2020-09"}]


def _reading(period, value, source, **more):
    return {"period": period, "source": source, **({} if value is None else {"value": value}), **more}


def _product(number, indicators):
    return {"id": f"product-{number}", "name": f"Service {number}", "indicators": list(indicators)}


def _text(edition, products):
    season = {
        "format": "gamma-season-file/1",
        "edition": {"id": edition, "label": "Petite saison", "starts": "2020-09", "ends": "2021-03"},
        "sources": SOURCES,
        "reviews": REVIEWS,
        "products": [_product(number, indicators) for number, indicators in enumerate(products)],
    }
    return json.dumps(season)  # YAML too, and never with the aliases that a season file may not hold


@pytest.fixture(scope="session")
def indicator():
    """An indicator in a few words; readings are (period, value, source) and what else there is to say."""

    def describe(name="a", kind="count", period="month", readings=(), **more):
        definition = {"name": name, "kind": kind, "period": period, **more.pop("definition", {})}
        rows = [_reading(*row[:3], **(row[3] if len(row) > 3 else {})) for row in readings]
        return {"id": name, "definitions": [definition], "readings": rows, **more}

    return describe


@pytest.fixture(scope="session")
def monthly():
    """A year of months, each with the same value and a step more every month."""
    return lambda value, step=0, source="sheet", year=2020, **more: [
        (f"{year}-{month:02}", value + step * month, source, more) for month in range(1, 13)
    ]


@pytest.fixture
def kept_records(db, kept, today):
    """The records of a new season of several products, each a list of indicators."""
    numbers = count(1)

    def load(*products):
        edition = f"season-{next(numbers)}"
        kept(_text(edition, products))
        return records(Edition.objects.get(slug=edition).enrolments.all(), today)

    return load


@pytest.fixture(scope="session")
def readable():
    """The facts of a finding, several of one sort put on one line."""
    return lambda says: {name: text.replace(BETWEEN, "; ") for name, text in says.items()}


@pytest.fixture
def says(kept_records, readable):
    """What one rule finds in a product, as the facts of its findings; each must also be sayable, in both languages."""

    def find(rule, *indicators):
        (record,) = kept_records(indicators)
        findings = list(RULES[rule].found(record))
        for finding in findings:
            assert finding.rule == rule
            assert finding.tracks
            assert all(_said(RULES[rule], finding.says))
        return [readable(finding.says) for finding in findings]

    return find


def _said(rule, facts):
    for language in ("fr", "en"):
        with translation.override(language):
            sentence = rule.said(facts)
            yield sentence and "%(" not in sentence
