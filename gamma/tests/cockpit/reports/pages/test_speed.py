"""The number of queries of a page depends neither on the products nor on the readings."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.indicators.queries import DEFINITIONS, deciding
from gamma.cockpit.programme.queries import kept

EDITION = "/editions/portefeuille/"
PAGES = {
    "editions": "/editions/",
    "board": EDITION,
    "sources": f"{EDITION}sources/",
    "source": f"{EDITION}sources/collecte/",
    "data": f"{EDITION}donnees/",
    "product": f"{EDITION}service-000/",
    "indicator": f"{EDITION}service-000/visites/",
    "reading": f"{EDITION}service-000/visites/2026-W05.collecte/",
    "csv": f"{EDITION}service-000/visites.csv",
    "json": f"{EDITION}service-000/visites.json",
    "chart": f"{EDITION}service-000/visites.svg",
}


def counted(client, path):
    """The queries of a page that nothing was prepared for, then those of the same page asked again."""
    cache.clear()
    kept.cache.clear()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        counts.append(len(found))
    return counts


def all_counted(client):
    return {name: counted(client, path) for name, path in PAGES.items()}


def test_three_products_or_thirty(client, hold):
    hold(3, 10)
    few = all_counted(client)
    hold(30, 10)
    assert all_counted(client) == few


def test_ten_readings_or_a_thousand(client, hold):
    hold(1, 10)
    few = all_counted(client)
    hold(1, 1_000)
    assert all_counted(client) == few


def test_what_was_prepared_is_not_asked_again(client, hold):
    hold(3, 10)
    again = {name: counted(client, PAGES[name])[1] for name in ("board", "product", "indicator", "chart")}
    assert again == {"board": 1, "product": 1, "indicator": 1, "chart": 1}


def test_the_board_reads_few_of_the_readings(hold):
    """Two targets an indicator: one reading decides each, whatever the length of the series."""
    hold(2, 200)
    tracks = deciding(Indicator.objects.prefetch_related(DEFINITIONS))
    assert sum(len(track.readings) for track in tracks) == 2 * 5 * 2
