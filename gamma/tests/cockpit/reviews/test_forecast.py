"""The forecast: stages by months, totals only where months add up, gaps and ratios beside what was read."""

import csv
import io
from decimal import Decimal

import pytest

from gamma.cockpit.programme.models import Edition, Enrolment
from gamma.cockpit.reviews import queries
from gamma.cockpit.reviews.models import Forecast
from gamma.ground.audit.models import Entry

PAGE = "/revues/small/bakery/previsions/"
MONTHS = ["2020-09", "2020-10", "2020-11", "2020-12", "2021-01", "2021-02"]
DISCOVER = [6_000, 7_000, 8_000, 8_000, 8_000, 9_000]  # 46,000 discover, as in the article of October 2021
ARRIVE = [one // 2 for one in DISCOVER]
GET_VALUE = [600, 700, 800, 800, 1_700, 2_000]
COME_BACK = [540, 630, 720, 720, 765, 765]
LINES = (DISCOVER, ARRIVE, GET_VALUE, COME_BACK)
STAGES = ("discovery", "acquisition", "activation", "retention")


def typed(**more):
    cells = {
        f"{stage}_{month}": f"{value:,}".replace(",", "\u202f")
        for stage, line in zip(STAGES, LINES, strict=True)
        for month, value in zip(MONTHS, line, strict=True)
    }
    return {**cells, **{f"recommendation_{month}": "12,5" for month in MONTHS}, **more}


@pytest.fixture
def lead(client, past, join):
    client.force_login(join(past)["product_lead"])
    return past


def rows(enrolment):
    return {row.stage.value: row for row in queries.table(enrolment).rows}


def test_totals_are_those_of_the_article_where_months_add_up(client, lead, send):
    assert send(f"{PAGE}modifier/", **typed()).url == PAGE
    found = rows(lead)
    assert queries.table(lead).months == MONTHS
    assert [found[stage].expected for stage in STAGES] == [46_000, 23_000, 6_600, None]
    assert sum(cell.expected for cell in found["retention"].cells) == 4_140, "told month by month, not as a total"
    assert found["recommendation"].share
    page = client.get(PAGE).content.decode()
    for text in ("46\u202f000", "23\u202f000", "6\u202f600", "non additif", "12,5\u202f%"):
        assert text in page
    planned = [(1, 0, 0, 50), (2, 1, 0, 20), (3, 2, 0, 90)]
    for stage, before, month, rate in planned:
        cells = [found[STAGES[one]].cells[month].expected for one in (stage, before)]
        assert cells[0] / cells[1] * 100 == rate


def test_what_was_read_stands_beside_with_gap_and_ratios(client, lead, send, read):
    read("2020-10", 400)
    send(f"{PAGE}modifier/", **typed(indicator_acquisition="loaves", means_acquisition="Courriels, réseaux"))
    row = rows(lead)["acquisition"]
    first, second, third = row.cells[:3]
    assert (first.actual, first.gap) == (700, -2_300)
    assert round(first.ratio, 1) == Decimal("23.3")
    assert round(second.to_date, 1) == Decimal("16.9"), "1,100 of 6,500"
    assert (third.actual, third.gap, third.ratio, third.to_date) == (None, None, None, None)
    assert row.actual == 1_100
    page = client.get(PAGE).content.decode()
    for text in ("Courriels, réseaux", "−2\u202f300", "cumul 17\u202f%", "1\u202f100"):
        assert text in page


def test_an_indicator_that_does_not_add_up_makes_no_total(client, lead, send):
    lead.indicators.get(slug="loaves").definitions.update(aggregation="distinct", kind="count_distinct")
    send(f"{PAGE}modifier/", **typed(indicator_acquisition="loaves"))
    row = rows(lead)["acquisition"]
    assert (row.adds, row.expected, row.cells[0].to_date) == (False, None, None)


def test_lines_pasted_from_a_spreadsheet_win_over_the_cells(lead, send):
    pasted = "\n".join("\t".join(f"{value:,}".replace(",", " ") for value in line) for line in LINES[:2])
    assert send(f"{PAGE}modifier/", **typed(**{"discovery_2020-09": "1"}, pasted=pasted)).status_code == 302
    assert rows(lead)["discovery"].expected == 46_000
    assert rows(lead)["activation"].expected == 6_600, "a line not pasted keeps its cells"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"discovery_2020-09": "beaucoup"}, "“beaucoup” n&#x27;est pas un nombre"),
        ({"pasted": "1\t2"}, "six nombres par ligne"),
        ({"pasted": "1\t2\t3\t4\t5\tsix"}, "“six” n&#x27;est pas un nombre"),
    ],
)
def test_what_is_no_number_is_said_beside_its_cell(lead, send, wrong, told):
    answer = send(f"{PAGE}modifier/", **typed(**wrong))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "7\u202f000" in answer.content.decode(), "what was typed stays"
    assert not Forecast.objects.exists()


def test_two_people_fill_it_in_at_once(client, lead, send):
    path = f"{PAGE}modifier/"
    seal = client.get(path).content.decode().split('name="seal" value="')[1][:16]
    send(path, **typed())
    answer = client.post(path, {"seal": seal, **typed(**{"discovery_2020-09": "1"})})
    assert answer.status_code == 409
    assert Forecast.objects.get(stage="discovery").months["2020-09"] == "6000"


def test_what_it_was_before_is_kept_for_ever(lead, send):
    send(f"{PAGE}modifier/", **typed())
    send(f"{PAGE}modifier/", **typed(**{"discovery_2020-09": "5000"}))
    entry = Entry.objects.filter(model="reviews.forecast", verb="changed").get()
    assert entry.before["months"]["2020-09"] == "6000"
    assert entry.after["months"]["2020-09"] == "5000"


def test_it_is_taken_away_as_a_file(client, lead, send):
    send(f"{PAGE}modifier/", **typed(indicator_acquisition="loaves", means_acquisition="=cmd"))
    answer = client.get("/revues/small/bakery/previsions.csv")
    found = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(found) == 5 * 6
    line = next(row for row in found if (row["stage"], row["month"]) == ("acquisition", "2020-09"))
    assert (line["expected"], line["actual"], line["gap"], line["means"]) == ("3000", "700", "-2300", "'=cmd")


def test_an_edition_without_a_start_has_no_months(client, lead):
    Edition.objects.update(starts="")
    assert queries.table(Enrolment.objects.select_related("edition").get()).months == []
    assert "pas de date de début" in client.get(PAGE).content.decode()


def test_who_reads_it_and_who_fills_it_in(client, people, bakery):
    for role, person in people.items():
        client.force_login(person)
        reads = role not in ("committee", "expert")
        for path in (PAGE, "/revues/small/bakery/previsions.csv"):
            assert (client.get(path).status_code == 200) is reads, role
        assert (client.get(f"{PAGE}modifier/").status_code == 200) is (role in ("coach", "product_lead")), role
