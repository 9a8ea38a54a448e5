"""The board: sorted, filtered, searched and paged by its address."""

import pytest

from gamma.cockpit.indicators.lists import Verdict
from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reports.queries.board import Asked, board
from gamma.cockpit.reports.queries.standings import HELP, standings, summary

NOBODY = Enrolment.objects.none()
HEAD = """\
format: gamma-season-file/1
units: {cases: {fr: [cas, cas], en: [case, cases]}}
edition: {id: trial, label: Essai, starts: 2020-09, ends: 2021-03}
sources: [{id: article, title: Un article, kind: article, published: 2021-05-11}]
products:
"""
PRODUCT = """\
  - id: {slug}
    name: {name}
    indicators:
      - id: one
        definitions: [{{name: Un, unit: cases, kind: count, period: month, aggregation: sum, direction: up}}]
        targets: {targets}
        readings: {readings}
"""
CASES = {
    "missed": (10, 5, "2021-03"),
    "nearly": (10, 9.5, "2021-03"),
    "met": (10, 11, "2021-03"),
    "exceeded": (10, 13, "2021-03"),
    "pending": (10, 5, "2030-03"),
    "no_target": (None, 5, "2021-03"),
    "never_read": (None, None, ""),
}


def product(slug, aim, value, due):
    targets = f"[{{id: t, due: {due}, value: {aim}, set_at: kickoff, source: article}}]" if aim else "[]"
    readings = f"[{{period: {due}, value: {value}, source: article}}]" if value and due < "2026" else "[]"
    if value and not readings.strip("[]"):
        readings = f"[{{period: 2021-03, value: {value}, source: article}}]"
    return PRODUCT.format(slug=slug.replace("_", "-"), name=slug, targets=targets, readings=readings)


@pytest.fixture
def trial(db, kept):
    kept(HEAD + "".join(product(name, *case) for name, case in CASES.items()))
    return Edition.objects.get(slug="trial")


def names(edition, today, **asked):
    return [row.name for row in board(edition, Asked.of(asked), today, NOBODY).rows]


def test_who_needs_help_first_comes_first(trial, today):
    order = ["missed", "nearly", "never_read", "pending", "no_target", "met", "exceeded"]
    assert names(trial, today) == order
    assert [row.name for row in board(trial, Asked(), today, NOBODY).first] == order[:3]


def test_the_worst_of_a_product_stands_for_it(trial, today):
    states = {row.slug: row.state for row in standings(trial, today)}
    assert states == {name.replace("_", "-"): name for name in CASES}


def test_help_orders_every_verdict():
    assert set(HELP) == set(Verdict)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("manque", ["missed"]), ("presque", ["nearly"]), ("inconnu", ["never_read"]), ("atteint", ["met", "exceeded"])],
)
def test_it_filters_by_state(trial, today, state, wanted):
    assert names(trial, today, etat=state) == wanted


def test_it_sorts_by_name_both_ways(trial, today):
    assert names(trial, today, tri="nom") == sorted(CASES)
    assert names(trial, today, tri="-nom") == sorted(CASES, reverse=True)


def test_it_searches_by_name(trial, today):
    assert names(trial, today, q="MET") == ["met"]


def test_what_is_not_known_in_an_address_is_not_heeded(trial, today, client):
    assert len(names(trial, today, tri="nothing", etat="nothing", page="nothing")) == len(CASES)
    assert client.get("/editions/trial/?tri=%00&etat=<b>&page=-7&q=%C3%A9'").status_code == 200


def test_targets_met_are_a_share_of_those_with_a_verdict(trial, today):
    whole = summary(standings(trial, today))
    assert (whole.met, whole.settled) == (2, 4)
    assert whole.entry == {"reached": 2, "short": 2, "pending": 1, "apart": 2}


def test_twenty_products_a_page_and_the_address_keeps_the_filter(db, kept, client):
    kept(HEAD + "".join(product(f"p{rank:02}", 10, 5, "2021-03") for rank in range(45)))
    page = client.get("/editions/trial/?etat=manque&page=2").content.decode()
    assert page.count('<th scope="row">') == 20
    assert "etat=manque&amp;page=3" in page
    assert "p20" in page


def test_an_empty_search_says_so_and_leads_back(trial, see, client):
    assert "Aucun service ne répond à cette recherche." in see("/editions/trial/?q=zzz")
