"""Season 1: all that the rules find in the shipped season, one by one; what they cannot find is said too."""

from collections import Counter

import pytest
import yaml

from gamma.cockpit.programme.models import Enrolment
from gamma.cockpit.reports.labels import RULES, check, check_edition
from gamma.cockpit.reports.records import records

DRAFT_1, REVIEW_1, DRAFT_2, REVIEW_2 = "draft-2021-01-13", "blog-2021-01-15", "draft-2021-04-22", "blog-2021-05-11"
LAUNCH, STORY = "blog-2020-11-23", "blog-2021-05-20"
SERIES, LABELLED = "visites-mensuelles", "dossiers-labellises"

EXPECTED = [
    (
        "visits_named_visitors",
        "visiteurs-annuels",
        {
            "value": "at_least 1700000",
            "period": "2019",
            "source": LAUNCH,
            "total": "1721391",
            "months": "2019",
            "series": SERIES,
        },
    ),
    (
        "visits_named_visitors",
        "visiteurs-annuels",
        {
            "value": "approx 3200000",
            "period": "2020",
            "source": REVIEW_1,
            "total": "3225373",
            "months": "2020",
            "series": SERIES,
        },
    ),
    (
        "visits_named_visitors",
        "visiteurs-annuels",
        {
            "value": "3345000",
            "period": "12 months",
            "source": DRAFT_2,
            "total": "3345198",
            "months": "2020-03/2021-02",
            "series": SERIES,
        },
    ),
    (
        "several_spans",
        "visiteurs-annuels",
        {
            "spans": "3",
            "values": "at_least 1700000; approx 3200000; at_least 3000000; at_least 6000000; 3345000",
            "periods": "2019; 2020; 12 months to 2021-05; since start to 2021-05; 12 months",
            "sources": f"{LAUNCH}; {REVIEW_1}; {REVIEW_2}; {STORY}; {DRAFT_2}",
        },
    ),
    (
        "jump_unlikely",
        "sites-integrateurs",
        {
            "value_before": "2",
            "period_before": "at 2021-03",
            "source_before": DRAFT_2,
            "value": "295",
            "period": "at 2021-05",
            "source": STORY,
            "factor": "147.5",
        },
    ),
    (
        "tool_changed",
        "visites-mensuelles",
        {
            "before": "2021-02",
            "tool_before": "Matomo",
            "after": "2021-03",
            "tool": "AT Internet",
            "first": "2021-03",
            "last": "2022-02",
            "spans": "12 months to 2021-05",
        },
    ),
    (
        "two_values",
        "simulateurs-en-service",
        {"values": "17; 19", "periods": "at 2020-12; at 2020-12", "sources": f"{DRAFT_1}; {REVIEW_1}", "gap": "11.8"},
    ),
    (
        "claim_contradicted",
        "simulateurs-en-service",
        {"value": "17", "period": "at 2020-12", "goal": "18", "attainment": "94.4", "source": DRAFT_1},
    ),
    (
        "start_below_earlier",
        "simulateurs-en-service",
        {
            "value": "7",
            "period": "at 2020-09",
            "source": REVIEW_1,
            "earlier": "10",
            "period_earlier": "at 2019",
            "source_earlier": LAUNCH,
        },
    ),
    (
        "stock_against_flow",
        "dossiers-crees",
        {"kind": "count", "values": "at_least 234000", "periods": "since start to 2020-11", "sources": LAUNCH},
    ),
    (
        "period_missing",
        "dossiers-labellises",
        {"value": "1800", "source": DRAFT_2, "pace": "735", "period": "a week of 2020-12", "days": "17"},
    ),
    ("period_missing", "dossiers-completes", {"value": "3000", "source": DRAFT_2}),
    ("score_undefined", "nps", {}),
    ("change_unfounded", "dossiers-labellises", {"change": "year_on_year percent 62", "source": DRAFT_2}),
    ("change_unfounded", "dossiers-labellises", {"change": "year_on_year factor 3", "source": DRAFT_2}),
    ("change_unfounded", "dossiers-crees", {"change": "year_on_year percent 30", "source": DRAFT_2}),
    ("change_unfounded", "dossiers-crees", {"change": "year_on_year approx percent 50", "source": REVIEW_2}),
    ("change_unfounded", "dossiers-completes", {"change": "year_on_year factor 3", "source": DRAFT_2}),
    (
        "several_bases",
        "dossiers-labellises",
        {
            "changes": "since_kickoff percent 5; year_on_year percent 62; year_on_year factor 3",
            "sources": f"{REVIEW_1}; {DRAFT_2}; {DRAFT_2}",
        },
    ),
    ("target_never_chosen", "comptes-crees", {"sources": DRAFT_2}),
    ("score_out_of_range", "nps", {"value": "64", "low": "-1", "high": "1", "source": DRAFT_2}),
    (
        "score_not_standard",
        "nps",
        {"scale": "1 10", "promoters": "8 10", "passives": "7 7", "detractors": "1 6", "range": "-1 1"},
    ),
    ("survey_without_n", "nps", {"values": "64", "periods": "unstated 2021-03", "sources": DRAFT_2}),
    (
        "survey_without_n",
        "pertinence",
        {
            "values": "92 percent; 92 percent",
            "periods": "unstated 2021-03; unstated 2021-05",
            "sources": f"{DRAFT_2}; {REVIEW_2}",
        },
    ),
    (
        "survey_without_n",
        "candidatures",
        {
            "values": "72 percent; 87 percent",
            "periods": "unstated 2021-03; unstated 2021-05",
            "sources": f"{DRAFT_2}; {REVIEW_2}",
        },
    ),
    (
        "two_values",
        "visiteurs-mensuels",
        {
            "values": "8900; approx 9000",
            "periods": "2020-09; 2020-09",
            "sources": f"{REVIEW_1}; {REVIEW_2}",
            "gap": "1.1",
            "rounded": "true",
        },
    ),
    (
        "two_values",
        "visiteurs-mensuels",
        {
            "values": "32717; approx 34000",
            "periods": "2021-03; 2021-03",
            "sources": f"{DRAFT_2}; {REVIEW_2}",
            "gap": "3.9",
        },
    ),
    (
        "moved_from_draft",
        "candidatures",
        {"draft": "72 percent", "draft_source": DRAFT_2, "published": "87 percent", "source": REVIEW_2},
    ),
    (
        "change_unfounded",
        "visiteurs-mensuels",
        {
            "change": "over_period factor 60",
            "source": REVIEW_1,
            "value": "17936",
            "period": "2020-12",
            "implied": "299",
        },
    ),
]

# Each discrepancy that a careful reader noted, and the rule that finds it.
SEEN = {
    "me-visits-or-visitors": "visits_named_visitors",
    "at-applied-72-vs-87": "moved_from_draft",
    "at-march-visitors": "two_values",
    "at-september-visitors": "two_values",
    "at-factor-60": "change_unfounded",
    "nps-definition": "score_not_standard",
    "me-simulators-start": "start_below_earlier",
    "me-simulators-draft": "claim_contradicted",
    "me-visitors": "several_spans",
    "me-integrations": "jump_unlikely",
    "df-period": "period_missing",
    "df-growth": "several_bases",
    "df-metrics": "target_never_chosen",
}
UNSEEN = {
    "me-phase": "phases are facts of a register, held against no figure",
    "followup-frequency": "how often a team is followed up is no figure of an indicator",
    "duration": "the dates of the edition are stated once in the season, as they were lived",
    "season-2-start": "the next season is no part of this one",
}


@pytest.fixture
def season(db, kept, shipped_text, today):
    kept(shipped_text)
    return records(Enrolment.objects.all(), today)


@pytest.fixture
def changed(db, kept, shipped_text, today):
    """What the rules no longer find, and what they find anew, once some text of the season is changed."""

    def find(before, after):
        assert before in shipped_text
        kept(shipped_text.replace(before, after))
        rows = records(Enrolment.objects.all(), today)
        found = Counter((one.rule, one.tracks[0].indicator.slug) for record in rows for one in check(record))
        expected = Counter((rule, slug) for rule, slug, _says in EXPECTED)
        return dict(expected - found), dict(found - expected)

    return find


def test_all_that_is_found_is_what_a_careful_reader_finds(season, readable):
    findings = [finding for record in season for finding in check(record)]
    assert [(found.rule, found.tracks[0].indicator.slug, readable(found.says)) for found in findings] == EXPECTED


def test_every_noted_discrepancy_is_found_or_said_to_be_out_of_reach(shared):
    noted = yaml.safe_load((shared / "facts" / "season-1-findings.yaml").read_text(encoding="utf-8"))
    assert {row["id"] for row in noted["discrepancies"]} == SEEN.keys() | UNSEEN.keys()
    assert set(SEEN.values()) <= {rule for rule, _slug, _says in EXPECTED}


def test_no_two_scores_of_the_season_are_both_read_and_defined(season):
    assert check_edition(season) == []


def test_each_finding_makes_a_sentence_with_its_figures(season):
    sentences = [RULES[found.rule].said(found.says) for record in season for found in check(record)]
    assert all(sentences)
    assert (
        "3\u202f345\u202f000 (12 mois glissants, fin non précisée, draft-2021-04-22) est donné pour un nombre de "
        "personnes différentes, mais c'est, à l'arrondi près, la somme de la série mensuelle qui l'accompagne "
        "(mars 2020 à février 2021) : 3\u202f345\u202f198."
    ) in sentences
    assert "64 (draft-2021-04-22), alors que ce score est dit aller de −1 à 1." in sentences
    assert (
        "72\u202f% dans le brouillon (draft-2021-04-22), 87\u202f% dans le texte publié (blog-2021-05-11)." in sentences
    )


@pytest.mark.parametrize(
    ("before", "after", "rule", "indicator", "number"),
    [
        ("2020-03, value: 344769", "2020-03, value: 444769", "visits_named_visitors", "visiteurs-annuels", 2),
        (
            "unstated 2021-03\n            value: 1800",
            "2021-03\n            value: 1800",
            "period_missing",
            LABELLED,
            1,
        ),
        ("value: 17, source", "value: 18, source", "claim_contradicted", "simulateurs-en-service", 1),
        ("2019, value: 10,", "2019, value: 6,", "start_below_earlier", "simulateurs-en-service", 1),
        ("value: 64, source", "value: 0.64, source", "score_out_of_range", "nps", 1),
        ("value: 87, source", "value: 72, source", "moved_from_draft", "candidatures", 1),
        ("value: 34000, precision: approx", "value: 32717, precision: approx", "two_values", "visiteurs-mensuels", 1),
        ("value: 295", "value: 12", "jump_unlikely", "sites-integrateurs", 1),
        ("tool: AT Internet", "tool: Matomo", "tool_changed", "visites-mensuelles", 1),
        ("since start to 2020-11", "2020-11", "stock_against_flow", "dossiers-crees", 1),
    ],
)
def test_a_changed_fact_changes_what_is_found(changed, before, after, rule, indicator, number):
    assert changed(before, after) == ({(rule, indicator): number}, {})
