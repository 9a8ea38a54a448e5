"""What is public of the programme, as data; nothing that is only proposed."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gamma.cockpit.programme import queries as programme
from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_text

from .conftest import BAKERY, LOAVES, READINGS, ROOT

CORRECTED = """{period: 2021-03, value: 450, source: article, reason: Un double compte,
             was: [{value: 935.5, precision: approx}]}"""
READING = "{period: 2021-03, value: 935.5, precision: approx, source: article}"
PATHS = [f"{ROOT}/editions", f"{ROOT}/editions/small", f"{ROOT}/editions/small/products", BAKERY, LOAVES, READINGS]


@pytest.fixture
def ask(season, client):
    def asking(path, status=200):
        answer = client.get(path)
        assert answer.status_code == status, (path, answer.content)
        return answer.json()

    return asking


@pytest.mark.parametrize("path", PATHS)
def test_every_page_it_names_answers(ask, client, path):
    def pages(found):
        if isinstance(found, dict):
            yield from (value for key, value in found.items() if key == "page")
            found = list(found.values())
        for one in found if isinstance(found, list) else []:
            yield from pages(one)

    named = set(pages(ask(path)))
    assert named
    for page in named:
        assert page.startswith("http://testserver/editions/")
        assert client.get(page).status_code == 200, page


def test_a_figure_never_travels_without_what_it_says(ask):
    latest = ask(BAKERY)["indicators"][0]["latest"]
    expected = {"value": 935.5, "unit": "files", "kind": "count", "period": "2021-03", "precision": "approx"}
    assert expected.items() <= {**latest}.items()
    assert latest["source"] == "article"
    assert latest["page"].endswith("/editions/small/bakery/loaves/2021-03.article/")


def test_an_indicator_tells_its_targets_and_what_became_of_them(ask):
    found = ask(LOAVES)
    assert found["definitions"][0]["name"] == {"fr": "Pains par mois"}
    assert [(one["value"], one["verdict"]) for one in found["targets"]] == [(900, "met")]
    assert found["readings"] == 2


@pytest.mark.parametrize(
    ("query", "periods"),
    [
        ("", ["2020-09", "2021-03"]),
        ("?starts=2021-01-01", ["2021-03"]),
        ("?ends=2020-12-31", ["2020-09"]),
        ("?offset=1&limit=1", ["2021-03"]),
        ("?updated_since=2100-01-01T00:00:00Z", []),
        ("?updated_since=2020-01-01T00:00:00", ["2020-09", "2021-03"]),
    ],
)
def test_readings_are_paged_and_narrowed(ask, query, periods):
    assert [one["period"] for one in ask(READINGS + query)["items"]] == periods


def test_a_correction_stands_for_what_it_replaced(season, small, kept, ask):
    kept(small.replace(READING, CORRECTED))
    assert [one["value"] for one in ask(READINGS)["items"]] == [700, 450]
    every = ask(f"{READINGS}?superseded=true")["items"]
    assert [(one["value"], one["superseded"]) for one in every] == [(700, False), (935.5, True), (450, False)]
    assert ask(f"{READINGS}/2021-03.article")["reason"] == {"fr": "Un double compte"}


@pytest.mark.parametrize("path", PATHS[:4])
def test_nothing_tells_of_what_is_proposed(season, client, path):
    told = client.get(path).content.decode()
    assert "secret" not in told
    assert "424242" not in told


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (f"{ROOT}/editions/smal", "edition"),
        (f"{ROOT}/editions/small/products/backery", "product"),
        (f"{BAKERY}/indicators/loave", "indicator"),
        (f"{BAKERY}/indicators/secret", "indicator"),
        (f"{BAKERY}/indicators/secret/readings", "indicator"),
        (f"{READINGS}/2021-04.article", "address"),
    ],
)
def test_what_is_not_there_is_told_in_three_parts(ask, path, where):
    error = ask(path, 404)["error"]
    assert error["where"] == where
    assert error["what"]
    assert error["mend"]
    assert "secret" not in error["mend"]


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "offset=-1", "starts=demain", "updated_since=9999-99"])
def test_a_parameter_that_is_none_is_refused(ask, query):
    assert ask(f"{READINGS}?{query}", 422)["error"]["where"] == query.partition("=")[0]


def test_the_number_of_queries_does_not_depend_on_the_products(db, client, small, kept, today):
    def counted(path):
        cache.clear()
        programme.kept.cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    kept(small)
    few = [counted(path) for path in PATHS]
    more = "".join(
        f"""  - id: shop-{rank}
    name: Boutique {rank}
    sponsors: [Ministère {rank}]
    indicators:
      - id: one
        definitions: [{{name: Un, unit: files, kind: count, period: month}}]
        readings: [{{period: 2020-09, value: 1, source: article}}]
"""
        for rank in range(20)
    )
    load(read_text(small + more, "season.yaml", today), by="test")
    grown = [counted(path) for path in PATHS]
    # The first sponsor of all is one query more, for the twenty of them.
    assert [after - before for before, after in zip(few, grown, strict=True)] == [0, 0, 1, 0, 0, 0]
