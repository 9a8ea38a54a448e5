"""What is due of each indicator on a day: the period that is over and not read, and for how long."""

from datetime import date

import pytest

from gamma.cockpit.indicators.actions import record_reading, withdraw_reading
from gamma.cockpit.indicators.facts import ReadingFacts
from gamma.cockpit.indicators.models import Definition, Indicator, Reading
from gamma.cockpit.indicators.queries import due
from gamma.cockpit.programme.models import Edition, Enrolment, Product

CASES = {
    "read last month": ("month", "2020-09", date(2020, 10, 20), (None, 0, "2020-10")),
    "the month just over": ("month", "2020-09", date(2020, 11, 3), ("2020-10", 3, "2020-10")),
    "several months": ("month", "2020-09", date(2021, 1, 5), ("2020-12", 66, "2020-10")),
    "a week": ("week", "2020-W36", date(2020, 9, 22), ("2020-W38", 9, "2020-W37")),
    "a day": ("day", "2020-09-01", date(2020, 9, 4), ("2020-09-03", 2, "2020-09-02")),
    "a quarter": ("quarter", "2020-Q3", date(2020, 12, 31), (None, 0, "2020-Q4")),
    "a year": ("year", "2020", date(2021, 3, 1), (None, 0, "2021")),
    "an instant": ("instant", "at 2020-09-14", date(2020, 11, 2), ("at 2020-10-31", 2, "at 2020-10-31")),
    "twelve months": (
        "rolling_12_months",
        "12 months to 2020-09",
        date(2020, 11, 1),
        ("12 months to 2020-10", 1, "12 months to 2020-10"),
    ),
    "since the start": (
        "since_start",
        "since start to 2020-09",
        date(2020, 10, 4),
        (None, 0, "since start to 2020-10"),
    ),
    "no rhythm": ("unstated", "unstated 2020-09", date(2021, 1, 5), (None, 0, None)),
    "never read": ("month", None, date(2020, 11, 10), ("2020-10", 41, "2020-09")),
    "long after the edition": ("month", "2020-09", date(2021, 6, 1), (None, 0, "2021-06")),
}


@pytest.mark.parametrize(("window", "read", "day", "wanted"), CASES.values(), ids=CASES)
def test_what_is_due(db, kept, small, window, read, day, wanted):
    lines = [line for line in small.splitlines() if "value: 700" not in line and "value: 935" not in line]
    reading = [f"          - {{period: {read}, value: 1, source: sheet}}"] if read else []
    start = next(rank for rank, line in enumerate(lines) if line.strip() == "readings:")
    text = "\n".join([*lines[: start if not reading else start + 1], *reading, *lines[start + 1 :]])
    kept(text.replace("period: month,", f"period: {window},").replace(", baseline: 2020-09", ""))
    Edition.objects.update(ends="2021-03")
    found = next(one for one in due(Enrolment.objects.all(), day) if one.indicator.slug == "loaves")
    expected, coming = found.expected, found.coming
    assert (expected and expected.text, found.days, coming and coming.text) == wanted
    assert found.late == (found.days > 7)


def test_corrected_and_withdrawn_readings_are_not_the_last(bakery, loaves):
    facts = ReadingFacts(period="2021-04", value=1, source="sheet")
    row = record_reading(facts, indicator=loaves, by="test", today=date(2021, 5, 1))
    assert _loaves().last == row
    withdraw_reading(row, reason={"fr": "faux"}, by="test")
    assert _loaves().last.period == "2021-03"


def _loaves():
    return next(one for one in due(Enrolment.objects.all(), date(2021, 5, 1)) if one.indicator.slug == "loaves")


def test_three_hundred_products_cost_no_more_questions_than_one(bakery, django_assert_num_queries):
    with django_assert_num_queries(4):
        due([bakery], date(2021, 5, 1))
    _portfolio(bakery)
    with django_assert_num_queries(4):
        assert len(due(Enrolment.objects.select_related("edition"), date(2021, 5, 1))) == 302


def _portfolio(bakery):
    products = Product.objects.bulk_create(Product(slug=f"p{rank}", name=f"P {rank}") for rank in range(300))
    rows = Enrolment.objects.bulk_create(
        Enrolment(edition=bakery.edition, product=product, rank=rank) for rank, product in enumerate(products, start=1)
    )
    indicators = Indicator.objects.bulk_create(Indicator(enrolment=row, slug="loaves", rank=0) for row in rows)
    definitions = Definition.objects.bulk_create(
        Definition(indicator=row, name={"fr": "x"}, kind="count", window="month") for row in indicators
    )
    first = Reading.objects.get(period="2020-09")
    Reading.objects.bulk_create(
        Reading(
            definition=row, period="2020-09", window="month", starts_on=first.starts_on, ends_on=first.ends_on, value=1,
            precision="exact", source=first.source,
        )
        for row in definitions
    )  # fmt: skip
