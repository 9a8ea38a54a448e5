"""Two months after: did it hold?"""

import pytest

from gamma.cockpit.reviews import queries

PAGE = "/revues/small/bakery/bilan/"


@pytest.fixture
def read_after(past, read):
    return lambda period, value: read(period, value)


def found(past, today):
    return queries.results(past, today)[0]


@pytest.mark.parametrize(("value", "held"), [(950, "held"), (905, "held"), (899, "slipped")])
def test_it_held_if_it_is_still_past_its_target_or_no_farther_from_it(past, today, read_after, value, held):
    read_after("2021-05", value)
    one = found(past, today)
    assert (one.verdict, one.final.period, one.after.period, one.held) == ("met", "2021-03", "2021-05", held)


def test_a_later_reading_is_not_of_the_two_months_after(past, today, read_after):
    read_after("2021-06", 10)
    assert found(past, today).held == "unknown"


def test_it_is_shown_to_the_sponsor(client, people, bakery):
    client.force_login(people["sponsor"])
    page = client.get(PAGE).content.decode()
    assert "pas relu" in page
    assert "900\u00a0dossiers" in page
    client.force_login(people["expert"])
    assert client.get(PAGE).status_code == 403
