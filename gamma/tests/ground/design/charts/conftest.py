"""Points, series and what is written on a chart."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from gamma.ground.design.charts import Line, Point, Series
from gamma.ground.periods import add_months


@pytest.fixture(autouse=True)
def french():
    with override("fr"):
        yield


@pytest.fixture
def month():
    def point(year, rank, value, months=1):
        start = date(year, rank, 1)
        return Point(start, add_months(start, months), float(value), f"{rank}/{year}")

    return point


@pytest.fixture
def series(month):
    def build(*points, **more):
        return Series("Comptes & dossiers", "comptes", (Line(tuple(points)),), **more)

    return build


@pytest.fixture
def words():
    """The texts drawn in a picture."""
    return lambda svg: re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", svg)


@pytest.fixture
def parsed():
    return ElementTree.fromstring
