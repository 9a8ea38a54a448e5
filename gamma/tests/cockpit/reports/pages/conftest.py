"""The pages as a visitor asks for them, on the shipped season and on portfolios of any size."""

import html
import importlib.util
import re
from datetime import date
from pathlib import Path

import pytest

from gamma.cockpit.reports.actions import import_readings, load
from gamma.cockpit.reports.season.reading import read_text

GENERATOR = Path(__file__).parents[4] / "benchmarks" / "portfolio.py"


@pytest.fixture
def season_1(db, shipped):
    load(shipped, by="test")


@pytest.fixture
def see(client):
    """The text of a page as it is read: without tags, every space a plain one."""

    def text(path):
        answer = client.get(path)
        assert answer.status_code == 200, path
        prose = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
        return " ".join(prose.split())

    return text


@pytest.fixture(scope="session")
def portfolio():
    spec = importlib.util.spec_from_file_location("portfolio", GENERATOR)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def hold(db, portfolio, tmp_path):
    """Make the base hold a portfolio of so many products and weeks."""

    def make(products, weeks):
        today = date(2026, 9, 1)
        load(read_text(portfolio.season_text(products), "portfolio.yaml", today), by="test")
        path = tmp_path / "readings.csv"
        portfolio.write_csv(path, products, weeks)
        import_readings(path, by="test", today=today)

    return make
