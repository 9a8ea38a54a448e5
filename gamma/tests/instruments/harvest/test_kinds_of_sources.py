"""Each kind, against a server that speaks as its provider's documentation says: a reading, with its evidence."""

import csv
import io
import json
import sqlite3
from decimal import Decimal
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest

from gamma.cockpit.indicators.models import Reading
from gamma.instruments.harvest import actions
from gamma.instruments.harvest.lists import Outcome
from gamma.instruments.harvest.models import Run

from .conftest import NOW

TOKEN = "s3cr3t-token-of-the-provider"
UNITS = {"visits": "visites", "share": "%"}
WEBSITE = "86d4095c-a2a8-4fc8-9521-103e858e2b41"


@pytest.fixture
def right(in_bilan):
    """Have a round read a feed: one reading, with its evidence, that the bilan shows with its source."""

    def read(feed, value: str, **expected) -> Run:
        run = ran(feed)
        assert (run.outcome, run.fault) == (Outcome.READ, "")
        reading = Reading.objects.get(source=feed.source)
        assert (reading.period, reading.value) == ("2026-03", Decimal(value))
        assert {name: getattr(reading, name) for name in expected} == expected
        assert list(run.readings.all()) == [reading]
        assert reading.proof.digest == run.digest
        assert reading.proof.query == run.query
        assert reading.proof.method == feed.kind
        assert run.version
        assert run.size
        of_target, of_reading = in_bilan(reading, NOW.date())
        said = f"{Decimal(value):,} {UNITS[feed.indicator.slug]}".replace(",", " ").replace(".", ",")
        assert f"{said}]" in of_target
        assert f"{said} | [{feed.source.title['fr']}]" in of_reading
        return run

    return read


def ran(feed) -> Run:
    """The run of a round, whose answer was kept nowhere with its secret."""
    actions.harvest(now=NOW)
    run = feed.runs.first()
    assert TOKEN not in f"{run.query}{run.extract}{run.fault}"
    return run


def wrong(feed, sentence: str) -> Run:
    run = ran(feed)
    assert run.outcome == Outcome.FAILED
    assert sentence in run.fault
    assert not Reading.objects.filter(source=feed.source).exists()
    return run


def matomo(asked):
    """The Reporting API: parameters in the body of a POST, the token with them; errors are of status 200."""
    told = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
    assert (asked.method, asked.path) == ("POST", "/index.php")
    assert (told["module"], told["format"]) == ("API", "JSON")
    json_type = {"content-type": "application/json; charset=utf-8"}
    if told.get("token_auth") != TOKEN:
        return 200, json_type, b'{"result":"error","message":"Unable to authenticate with the provided token."}'
    assert (told["idSite"], told["period"], told["date"]) == ("3", "month", "2026-03-01")
    if told["method"] == "VisitsSummary.getUniqueVisitors":
        return 200, json_type, b'{"value":871}'
    return 200, json_type, b'{"nb_uniq_visitors":871,"nb_visits":1204,"nb_actions":4033,"bounce_rate":"45%"}'


def test_matomo(server, feed_of, right):
    server.answers = matomo
    feed = feed_of("matomo", TOKEN, url=server.url, site="3", method="VisitsSummary.get", metric="nb_visits")
    run = right(feed, "1204", tool="matomo")
    assert "date=2026-03-01&token_auth=•••" in run.query
    assert run.digest == sha256(server.answers(server.seen[-1])[2]).hexdigest()
    assert TOKEN not in server.seen[-1].path


def test_matomo_of_one_number(server, feed_of, right):
    server.answers = matomo
    method = "VisitsSummary.getUniqueVisitors"
    right(feed_of("matomo", TOKEN, url=server.url, site="3", method=method, metric="nb_uniq_visitors"), "871")


def test_matomo_says_why_it_refuses(server, feed_of):
    server.answers = matomo
    feed = feed_of("matomo", "another-token", url=server.url, site="3", method="VisitsSummary.get", metric="nb_visits")
    wrong(feed, "Unable to authenticate")


def test_matomo_without_the_metric(server, feed_of):
    server.says({"nb_visits": 3})
    feed = feed_of("matomo", TOKEN, url=server.url, site="3", method="VisitsSummary.get", metric="nb_uniq_visitors")
    wrong(feed, "nb_visits")


def plausible(asked):
    """The Stats API v2: a Bearer key, a query of metrics over two dates."""
    assert (asked.method, asked.path) == ("POST", "/api/v2/query")
    told = json.loads(asked.body)
    if asked.headers.get("authorization") != f"Bearer {TOKEN}":
        return 401, {"content-type": "application/json"}, b'{"error":"Invalid API key or site ID."}'
    if told["site_id"] != "bakery.example":
        return 400, {"content-type": "application/json"}, b'{"error":"unknown site"}'
    assert told["date_range"] == ["2026-03-01", "2026-03-31"]
    metric = 17 if told.get("filters") == [["is", "event:goal", ["Signup"]]] else 903
    body = {"results": [{"metrics": [metric], "dimensions": []}], "meta": {}, "query": told}
    return 200, {"content-type": "application/json"}, json.dumps(body).encode()


def test_plausible(server, feed_of, right):
    server.answers = plausible
    run = right(feed_of("plausible", TOKEN, url=server.url, site="bakery.example", metric="visitors"), "903")
    assert '"metrics": ["visitors"]' in run.query


def test_plausible_of_a_goal(server, feed_of, right):
    server.answers = plausible
    right(feed_of("plausible", TOKEN, url=server.url, site="bakery.example", metric="events", goal="Signup"), "17")


def test_plausible_refuses_the_key(server, feed_of):
    server.answers = plausible
    run = wrong(
        feed_of("plausible", "another-key", url=server.url, site="bakery.example", metric="visits"), "refuse le secret"
    )
    assert run.status == 401
    assert "Invalid API key" in run.extract


def umami(flat: bool):
    def answers(asked):
        """Website statistics: milliseconds of the clock of Paris, whose summer begins on 29 March 2026."""
        parts = urlsplit(asked.path)
        told = parse_qs(parts.query)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}" and asked.headers.get("x-umami-api-key") != TOKEN:
            return 401, {"content-type": "text/plain"}, b"Unauthorized"
        assert parts.path == f"/api/websites/{WEBSITE}/stats"
        assert (told["startAt"], told["endAt"]) == (["1772319600000"], ["1774994399999"])
        data = {"pageviews": 3018, "visitors": 847, "visits": 984, "bounces": 537, "totaltime": 150492}
        if not flat:
            data = {name: {"value": value, "prev": 0} for name, value in data.items()}
        return 200, {"content-type": "application/json"}, json.dumps(data).encode()

    return answers


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("access", ["bearer", "key"])
def test_umami(server, feed_of, flat, access, right):
    server.answers = umami(flat)
    right(feed_of("umami", TOKEN, url=f"{server.url}/api", website=WEBSITE, metric="visitors", access=access), "847")


def test_umami_refuses(server, feed_of):
    server.answers = umami(True)
    wrong(
        feed_of("umami", "other-token", url=f"{server.url}/api", website=WEBSITE, metric="visits", access="key"), "401"
    )


ROWS = [{"Mois": "2026-02-01T00:00:00+01:00", "Dossiers": 11}, {"Mois": "2026-03-01T00:00:00+01:00", "Dossiers": 23.5}]


def test_metabase(server, feed_of, right):
    server.says(ROWS)
    feed = feed_of("metabase", url=server.url, card=WEBSITE, period="Mois", value="Dossiers")
    right(feed, "23.5")
    assert server.seen[0].path == f"/api/public/card/{WEBSITE}/query/json?format_rows=false"


def test_metabase_that_fails(server, feed_of):
    server.says({"status": "failed", "error": "An error occurred while running the query."}, 200)
    wrong(feed_of("metabase", url=server.url, card=WEBSITE, period="Mois", value="Dossiers"), "An error occurred")


def test_one_request_serves_several_periods(server, feed_of, taken):
    server.says(ROWS)
    feed = feed_of("metabase", url=server.url, card=WEBSITE, period="Mois", value="Dossiers")
    feed.first = "2026-02"
    feed.save()
    actions.harvest(now=NOW)
    assert taken(feed) == {"2026-02": 11, "2026-03": Decimal("23.5")}
    assert len(server.seen) == 1
    assert feed.runs.get().readings.count() == 2


STATS = {
    "format": "gamma-stats/1",
    "service": "Boulangerie",
    "later": "ignored",
    "indicators": [
        {"id": "visites", "unit": "visit", "kind": "count", "readings": [{"period": "2026-03", "value": 12}]},
        {
            "id": "part",
            "unit": "%",
            "kind": "survey_share",
            "readings": [{"period": "2026-03", "value": 71.5, "n": 200, "precision": "approx"}],
        },
    ],
}


def test_stats(server, feed_of, right):
    server.says(STATS)
    feed = feed_of("stats", of="share", url=f"{server.url}/stats.json", indicator="part")
    right(feed, "71.5", n=200, precision="approx")


@pytest.mark.parametrize(
    ("name", "said", "sentence"),
    [
        ("part", STATS, "autre nature"),
        ("visitess", STATS, "visites"),
        ("visites", {"indicators": []}, "convention"),
        ("visites", {**STATS, "indicators": [{**STATS["indicators"][0], "readings": []}]}, "Aucune valeur"),
    ],
)
def test_stats_that_do_not_say_it(server, feed_of, name, said, sentence):
    server.says(said)
    wrong(feed_of("stats", url=f"{server.url}/stats.json", indicator=name), sentence)


def test_table_in_json(server, feed_of, right):
    server.says({"data": {"rows": [{"m": "2026-03", "v": "1 234,5", "n": 80}, {"m": "2026-02", "v": 1}]}})
    feed = feed_of("table", of="share", url=server.url, format="json", path="$.data.rows", period="m", value="v", n="n")
    right(feed, "1234.5", n=80)


def test_table_by_a_path_to_the_number(server, feed_of, right):
    server.says({"total": 42})
    feed = feed_of("table", TOKEN, url=server.url + "/{start}/{end}", format="json", path="$.total")
    right(feed, "42")
    assert server.seen[0].path == "/2026-03-01/2026-03-31"
    assert server.seen[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_table_in_csv(server, feed_of, right):
    server.says(b"mois;visites\n2026-02;1\n2026-03;1 204\n", content_type="text/csv")
    right(feed_of("table", url=server.url, format="csv", period="mois", value="visites"), "1204")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"mois;visites\n2026-02;1\n", "Aucune ligne"),
        (b"mois;visites\n2026-03;1\n2026-03-01;2\n", "2 lignes"),
        (b"mois;visites\n2026-03;beaucoup\n", "pas un nombre"),
        (b"mois;autre\n2026-03;1\n", "il y a : mois, autre"),
        (b'mois;visites\n2026-03;"1\n', "comme du CSV"),
    ],
)
def test_table_that_says_nothing(server, feed_of, sent, sentence):
    server.says(sent, content_type="text/csv")
    wrong(feed_of("table", url=server.url, format="csv", period="mois", value="visites"), sentence)


def test_folder(settings, tmp_path, feed_of, right):
    settings.HARVEST_ROOT = tmp_path
    (tmp_path / "bakery").mkdir()
    file = io.StringIO()
    csv.writer(file).writerows([["period", "value"], ["2026-03", 512]])
    (tmp_path / "bakery" / "2026-03.csv").write_text(file.getvalue())
    right(feed_of("folder", file="bakery/{period}.csv", format="csv", period="period", value="value"), "512")


def test_sql_in_a_file(settings, tmp_path, feed_of, right):
    settings.HARVEST_ROOT = tmp_path
    base = sqlite3.connect(tmp_path / "visits.db")
    base.execute("create table visits (day text)")
    base.executemany("insert into visits values (?)", [("2026-03-01",), ("2026-03-31",), ("2026-04-01",)])
    base.commit()
    base.close()
    query = "select count(*) as value from visits where day between :start and :end"
    run = right(feed_of("sql", "sqlite:///visits.db", query=query, value="value"), "2")
    assert ":start = 2026-03-01" in run.query
    assert json.loads(run.extract) == [{"value": 2}]
