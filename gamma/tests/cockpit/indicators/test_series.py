"""Series: points in order, changes on a year before, sums over whole months."""

from decimal import Decimal

import pytest

from gamma.cockpit.indicators.models import Definition, Reading, covered
from gamma.cockpit.indicators.series import points, rounding, total, totals_like, year_on_year
from gamma.cockpit.programme.models import Source
from gamma.ground.periods import Window, parse

SOURCE = Source(slug="article", kind="article", published="2021-04-22")
DRAFT = Source(slug="draft", kind="draft", published="2021-04-22")
DEFINITION = Definition(direction="up", window="month", kind="count")


def reading(period, value, pk=1, tool="", source=SOURCE, precision="exact"):
    span = covered(parse(period))
    return Reading(
        pk=pk, definition=DEFINITION, value=Decimal(value), tool=tool, source=source, precision=precision, **span
    )


def months(first=2019, count=24, value=100):
    return [reading(f"{first + rank // 12}-{rank % 12 + 1:02}", value + rank, pk=rank) for rank in range(count)]


def test_one_point_a_period_in_order_of_time():
    told = [reading("2020-02", 7, pk=1), reading("2020-01", 5, pk=2), reading("2020-02", 8, pk=3, source=DRAFT)]
    told.append(reading("2020", 99, pk=4))
    assert [row.value for row in points(told, Window.MONTH)] == [5, 7]


def test_a_change_on_a_year_before_says_when_the_tool_is_another():
    series = [reading("2020-03", 200, tool="Matomo"), reading("2021-03", 150, pk=2, tool="AT Internet")]
    (change,) = year_on_year(series)
    assert (change.percent, change.across) == (-25, ("Matomo", "AT Internet"))


def test_no_change_without_the_year_before():
    assert year_on_year(months(count=12)) == []
    assert len(year_on_year(months(count=24))) == 12


def test_a_sum_needs_every_month():
    series = months()
    assert total(series, parse("2019")).value == sum(range(100, 112))
    assert total(series[:5] + series[6:], parse("2019")) is None
    assert total(series, parse("2019-01-15/2019-12-31")) is None


@pytest.mark.parametrize(
    ("value", "most"),
    [
        (3_345_000, 500),
        (3_200_000, 50_000),
        (17, Decimal("0.5")),
        (2, Decimal("0.06")),
        (Decimal("92.5"), Decimal("0.05")),
    ],
)
def test_how_far_a_rounded_figure_may_be_from_the_truth(value, most):
    assert rounding(Decimal(value)) == most


def test_a_published_year_equals_the_sum_of_its_months():
    series = months(value=1_000)
    found = totals_like(series, reading("2019", 12_100, pk=99))
    assert [sum_.value for sum_ in found] == [12_066]
    assert totals_like(series, reading("2019", 13_000, pk=99)) == []


def test_twelve_months_without_an_end_are_looked_for_up_to_the_publication():
    series = months(value=1_000)
    exact = sum(1_000 + rank for rank in range(3, 15))
    assert [sum_.period.text for sum_ in totals_like(series, reading("12 months", exact, pk=99))] == ["2019-04/2020-03"]
