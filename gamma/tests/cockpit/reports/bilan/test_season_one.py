"""What the bilan of season 1 must say: every figure here is computed by the product from the season's facts."""

from decimal import Decimal

import pytest

from gamma.cockpit.reports.bilan.correcting import figures
from gamma.cockpit.reports.bilan.printing.markdown import printed

VERDICTS = {
    ("mon-entreprise", "visiteurs-annuels", "t1"): ("met", "106.7", 3_200_000, 3_000_000),
    ("mon-entreprise", "simulateurs-en-service", "t1"): ("met", "105.6", 19, 18),
    ("dossierfacile", "dossiers-labellises", "t1"): ("not_computable", None, None, None),
    ("dossierfacile", "comptes-crees", "t1"): ("exceeded", "155.0", 12_243, 7_900),
    ("dossierfacile", "dossiers-completes", "t1"): ("not_computable", None, None, None),
    ("dossierfacile", "duree-instruction", "t1"): ("not_computable", None, None, None),
    ("aides-territoires", "visiteurs-mensuels", "t1"): ("met", "119.6", 17_936, 15_000),
    ("aides-territoires", "visiteurs-mensuels", "t2"): ("missed", "81.8", 32_717, 40_000),
    ("aides-territoires", "alertes", "t1"): ("exceeded", "120.0", 1_200, 1_000),
}
YEAR_ON_YEAR = ["+77", "+54", "+61", "+46", "+42", "+7", "−12"]


def rows(bilan):
    return {(part.slug, row.slug): row for part in bilan.products for row in part.indicators}


def test_every_target_has_its_verdict(bilan):
    found = {}
    for path, row in rows(bilan).items():
        readings = {reading.key: reading.value for other in rows(bilan).values() for reading in other.readings}
        for target in row.targets:
            attained = None if target.attainment is None else str(target.attainment.quantize(Decimal("0.1")))
            found[(*path, target.slug)] = (target.verdict, attained, readings.get(target.reading), target.value)
    assert found == VERDICTS


def test_the_summary_counts_targets_indicators_and_products(bilan):
    summary = bilan.summary
    assert summary.indicators == 19
    assert summary.verdicts == {"exceeded": 2, "met": 3, "missed": 1, "not_computable": 3}
    assert len(summary.never_read) == 4
    assert summary.entry == {
        "reached": ["mon-entreprise", "aides-territoires"],
        "short": [],
        "pending": [],
        "apart": ["dossierfacile"],
    }


def test_two_indicators_of_dossierfacile_were_retired_at_mid_term_with_their_reason(bilan):
    retired = [row for path, row in rows(bilan).items() if path[0] == "dossierfacile" and row.status == "retired"]
    assert len(retired) == 2
    for row in retired:
        assert row.reason
        assert [(step.decided, step.review) for step in row.history][-1] == ("retired", "mid-term")


def test_published_visitors_are_sums_of_the_visits(bilan):
    totals = rows(bilan)["mon-entreprise", "visiteurs-annuels"].totals
    assert [(total.period, total.value) for total in totals] == [
        ("2019", 1_721_391),
        ("2020", 3_225_373),
        ("2020-03/2021-02", 3_345_198),
    ]


def test_visits_year_on_year_with_the_change_of_tool_said(bilan):
    changes = rows(bilan)["mon-entreprise", "visites-mensuelles"].changes
    assert [round(change.percent) for change in changes] == [77, 54, 61, 46, 42, 7, -12]
    assert [change.across for change in changes] == [[]] * 6 + [["Matomo", "AT Internet"]]


@pytest.mark.parametrize(("language", "percent"), [("fr", "119,6\u202f%"), ("en", "119.6%")])
def test_figures_are_printed_in_the_language_of_the_reader(bilan, language, percent):
    said = figures(bilan)["aides-territoires/visiteurs-mensuels/t1/attainment"]
    assert said[language] == percent


def test_the_text_says_it_all(document):
    text = printed(document).decode()
    says = ["5 cibles atteintes sur 6", "1 manquée", "3 non calculables", "3\u202f345\u202f198", "1\u202f721\u202f391"]
    says += ["l'outil de mesure a changé entre les deux, de Matomo à AT Internet", "81,8", "155\u202f%", "32\u202f717"]
    assert [words for words in [*says, *YEAR_ON_YEAR] if words not in text] == []
