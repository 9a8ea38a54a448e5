"""The shipped season holds every published fact of the first edition, and nothing that is computed from them."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from gamma.cockpit.reports.season.positions import read
from gamma.ground.periods import parse

IDS = {
    "me-annual-visitors": "visiteurs-annuels",
    "me-simulators": "simulateurs-en-service",
    "me-acoss-ecosystem": "ecosysteme-acoss",
    "me-embedding-sites": "sites-integrateurs",
    "me-publicodes-reusers": "reutilisations-publicodes",
    "df-labelled-weekly": "dossiers-labellises",
    "df-files-created": "dossiers-crees",
    "df-accounts-created": "comptes-crees",
    "df-files-completed": "dossiers-completes",
    "df-nps": "nps",
    "df-processing-time": "duree-instruction",
    "df-found-housing": "logement-trouve",
    "df-visit-odds": "chances-de-visite",
    "at-monthly-visitors": "visiteurs-mensuels",
    "at-action-rate": "taux-action",
    "at-alerts": "alertes",
    "at-nps": "nps",
    "at-relevance": "pertinence",
    "at-applied": "candidatures",
}
# Periods told in words there, and in the notation here: what is not known stays unstated.
SPANS = {
    ("me-annual-visitors", "2019"): "2019",
    ("me-annual-visitors", "2020"): "2020",
    ("me-annual-visitors", "12 rolling months"): "12 months",
    ("me-annual-visitors", "12 rolling months to 2021-05"): "12 months to 2021-05",
    ("me-annual-visitors", "since opening"): "since start to 2021-05",
    ("df-labelled-weekly", "2020-09"): "a week of 2020-09",
    ("df-labelled-weekly", "2020-12-31"): "a week of 2020-12",
    ("df-files-created", "since launch"): "since start to 2020-11",
}
INSTANTS = {"me-simulators", "me-embedding-sites", "me-publicodes-reusers", "at-alerts"}


@pytest.fixture(scope="module")
def facts(shared):
    return read((shared / "data" / "season-1.yaml").read_text(encoding="utf-8")).data


@pytest.fixture(scope="module")
def indicators(facts, shipped):
    """Each indicator as it was stated, beside the one that is shipped."""
    kept = {product.id: {indicator.id: indicator for indicator in product.indicators} for product in shipped.products}
    return [
        (stated, kept[product][IDS[stated["id"]]])
        for product, told in facts["products"].items()
        for stated in told["indicators"]
    ]


def number(text):
    return None if text in (None, "null", "unchanged") else Decimal(text)


def span(slug, reading):
    """The period of a stated reading in our notation."""
    period, when = reading.get("period", "null"), reading.get("as_of", "null")
    for said in (period, when):
        if (slug, said) in SPANS and not (said == when and period not in ("null", "week")):
            return SPANS[slug, said]
    if slug in INSTANTS:
        return f"at {when}"
    return period if period != "null" else f"unstated {when}"


def test_nineteen_indicators_are_followed(shipped):
    followed = [indicator for product in shipped.products for indicator in product.indicators if indicator.followed]
    assert len(followed) == len(IDS) == 19


def test_every_reading_is_the_one_published(indicators):
    for stated, kept in indicators:
        wanted = [
            (span(stated["id"], one), number(one["value"]), one.get("precision", "exact"), one["source"])
            for one in stated.get("readings", [])
        ]
        shipped = [(one.period, one.value, one.precision.value, one.source) for one in kept.readings]
        assert shipped == wanted, stated["id"]


def test_every_target_is_the_one_published(indicators):
    for stated, kept in indicators:
        wanted = [
            (parse(one["due"]).last, number(one["value"]), one["source"], one.get("set_at") == "kickoff")
            for one in stated.get("targets", [])
        ]
        shipped = [(one.due, one.value, one.source, one.set_at.value == "kickoff") for one in kept.targets]
        assert shipped == wanted, stated["id"]


def test_every_baseline_is_a_reading(indicators):
    for stated, kept in indicators:
        if "baseline" in stated:
            values = {one.period: one.value for one in reversed(kept.readings)}
            starts = {values[target.baseline] for target in kept.targets}
            assert starts == {number(stated["baseline"]["value"])}, stated["id"]


def test_every_decision_is_the_one_published(indicators):
    """A questionnaire that was sent is a lever here; a decision without a date of its own is marked undated."""
    for stated, kept in indicators:
        told = [one for one in stated.get("history", []) if one["event"] != "survey_sent"]
        wanted = [(one["event"], one["source"], one.get("at") in ("kickoff", "mid_term", "final")) for one in told]
        assert [(one.decided.value, one.source, one.dated) for one in kept.history] == wanted, stated["id"]


def test_every_published_change_is_a_claim(indicators):
    for stated, kept in indicators:
        wanted = [
            (number(one.get("factor")), number(one.get("value_percent")), one["source"])
            for one in stated.get("published_changes", [])
        ]
        claims = [(one.factor, one.percent, one.source) for one in kept.claims if one.factor or one.percent]
        assert Counter(wanted) <= Counter(claims), stated["id"]


def test_every_kind_and_direction_is_the_one_published(indicators):
    for stated, kept in indicators:
        (definition,) = kept.definitions
        assert definition.kind.value == stated["kind"], stated["id"]
        assert definition.direction.value == stated["direction"], stated["id"]


def test_every_lever_is_there(facts, shipped):
    for product in shipped.products:
        wanted = {
            one["id"]: (one["kind"], one["source"] if isinstance(one["source"], list) else [one["source"]])
            for one in facts["products"][product.id]["levers"]
        }
        assert {one.id: (one.kind.value, one.sources) for one in product.levers} == {
            name: (kind, sorted(sources)) for name, (kind, sources) in wanted.items()
        }


def test_every_figure_of_context_is_there(facts, shipped):
    """Also those that are readings of a followed indicator, told twice by the sources."""
    for product in shipped.products:
        shown = Counter((one.value, one.source) for indicator in product.indicators for one in indicator.readings)
        told = facts["products"][product.id]["context_figures"]
        assert Counter((Decimal(one["value"]), one["source"]) for one in told) <= shown, product.id


def test_every_source_is_there(facts, shipped):
    assert set(facts["sources"]) <= {source.id for source in shipped.sources}


def test_nothing_that_is_to_be_found_is_written(shared, shipped_text):
    """Sums, shares and gaps are the product's to compute: none of their numbers stands in the file."""
    findings = read((shared / "facts" / "season-1-findings.yaml").read_text(encoding="utf-8")).data
    computed = {str(value) for group in findings["computed"].values() for value in group.values()}
    matched = {str(match["computed"]) for match in findings["verification"]["mon-entreprise"]["matches"]}
    telling = {text.strip("-") for text in computed | matched if len(text.strip("-").replace(".", "")) >= 4}
    assert telling.isdisjoint(re.findall(r"[\d.]+", shipped_text))
    assert "1721391" in telling
