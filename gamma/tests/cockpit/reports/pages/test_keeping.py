"""What is kept is never stale: a correction shows on every page at once."""

import pytest

READING = "{period: 2021-03, value: 935.5, precision: approx, source: article}"
CORRECTED = """{period: 2021-03, value: 450, source: article, reason: Un double compte,
             was: [{value: 935.5, precision: approx}]}"""
PAGES = ["/editions/small/", "/editions/small/bakery/", "/editions/small/bakery/loaves/"]


@pytest.fixture
def shown(db, small, kept, see):
    kept(small)
    return [see(path) for path in PAGES]


def test_a_correction_changes_the_verdict_everywhere(shown, small, kept, see):
    assert all("✓ atteint" in page and "✗ manqué" not in page for page in shown)
    kept(small.replace(READING, CORRECTED))
    assert all("✗ manqué" in see(path) for path in PAGES)
    assert all("450" in see(path) for path in PAGES)


def test_a_corrected_figure_keeps_its_address_and_tells_what_it_replaced(shown, small, kept, see):
    kept(small.replace(READING, CORRECTED))
    page = see("/editions/small/bakery/loaves/2021-03.article/")
    assert "450 dossiers" in page
    assert "environ 935,5 dossiers" in page
    assert "Un double compte" in page


def test_a_new_day_may_change_a_verdict(db, small, kept, see, monkeypatch):
    from datetime import date

    from gamma.cockpit.reports import views

    kept(small)
    monkeypatch.setattr(views, "_today", lambda: date(2021, 3, 15))
    assert "à venir" in see("/editions/small/bakery/")
    monkeypatch.setattr(views, "_today", lambda: date(2021, 4, 15))
    assert "à venir" not in see("/editions/small/bakery/")
