"""The editions side by side: the same counts as each one's own board, and no more queries for more services."""

from datetime import date

import pytest

from gamma.cockpit.reports import queries
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text

TODAY = date(2026, 9, 1)


@pytest.fixture
def two_editions(db, small, shipped_text):
    load(read_text(shipped_text, "season-1.yaml", TODAY), by="test")
    load(read_text(small, "small.yaml", TODAY), by="test")


def test_each_edition_is_counted_as_on_its_own_board(two_editions):
    first, second = queries.comparison(TODAY)
    assert (first.whole.products, first.whole.met, first.missed, first.whole.never_read) == (3, 5, 1, 4)
    assert (second.whole.products, second.whole.met, second.whole.never_read) == (1, 1, 1)
    assert (second.reached, second.counted) == (1, 1)
    assert first.criteria


def test_the_page_names_both(two_editions, client):
    page = client.get("/editions/comparer/").content.decode()
    assert "Petite saison" in page
    assert page.count('<th scope="col"><a href="/editions/') == 2
    assert 'href="/editions/comparer/"' in client.get("/editions/").content.decode()
