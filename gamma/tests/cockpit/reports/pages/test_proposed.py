"""An indicator that is only proposed is its team's: no public page, file or count tells of it."""

import pytest

from gamma.cockpit.indicators.lists import Status
from gamma.cockpit.indicators.models import Indicator
from gamma.cockpit.programme.models import Edition
from gamma.cockpit.reports.queries.standings import standings, summary

PAGES = [
    "/editions/",
    "/editions/small/",
    "/editions/small/bakery/",
    "/editions/small/bakery/smell/",
    "/editions/small/sources/",
    "/editions/small/sources/sheet/",
    "/editions/small/donnees/",
    "/editions/small/donnees/small.yaml",
    "/editions/small/bilan/",
    "/editions/small/bilan/bilan.md",
]
SECRET = """
      - id: secret
        status: proposed
        definitions:
          - {name: Miettes par mois, unit: files, kind: count, period: month, direction: down}
        readings:
          - {period: 2021-03, value: 424242, source: sheet}
"""


@pytest.fixture
def season(db, small, kept):
    kept(small + SECRET.removeprefix("\n"))
    Indicator.objects.filter(slug="smell").update(
        status=Status.RETIRED, successor=Indicator.objects.get(slug="secret"), reason={"fr": "Trop vague"}
    )


@pytest.mark.parametrize("path", PAGES)
def test_no_page_tells_of_it(season, client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    told = answer.content.decode()
    assert not any(word in told for word in ("Miettes", "secret", "424"))


@pytest.mark.parametrize("name", ["secret/", "secret.csv", "secret.json", "secret.svg", "secret/2021-03.sheet/"])
def test_it_has_no_address(season, client, name):
    assert client.get(f"/editions/small/bakery/{name}").status_code == 404


def test_it_is_not_counted(season, today):
    assert summary(standings(Edition.objects.get(slug="small"), today)).indicators == 2
