"""Every address of the reports answers, in both languages, to those who only read."""

import pytest
from django.urls import URLResolver

from gamma.cockpit.reports.urls import urlpatterns
from gamma.ground.access import EVERYONE

SEASON = "/editions/season-1/"
INDICATOR = f"{SEASON}aides-territoires/visiteurs-mensuels"
PAGES = {
    "reports:editions": "/editions/",
    "reports:comparison": "/editions/comparer/",
    "reports:edition": SEASON,
    "reports:sources": f"{SEASON}sources/",
    "reports:source": f"{SEASON}sources/blog-2021-05-11/",
    "reports:data": f"{SEASON}donnees/",
    "reports:product": f"{SEASON}mon-entreprise/",
    "reports:indicator": f"{INDICATOR}/",
    "reports:reading": f"{INDICATOR}/2021-03.draft-2021-04-22/",
}
FILES = {
    "reports:season-file": f"{SEASON}donnees/season-1.yaml",
    "reports:package": f"{SEASON}donnees/season-1.zip",
    "reports:site-stats": "/stats.json",
    "reports:product-stats": f"{SEASON}mon-entreprise/donnees/stats.json",
    "reports:csv": f"{INDICATOR}.csv",
    "reports:json": f"{INDICATOR}.json",
    "reports:chart": f"{INDICATOR}.svg",
    "reports:season-chart": f"{INDICATOR}.saison.svg",
    "reports:changes-chart": f"{SEASON}mon-entreprise/visites-mensuelles.evolution.svg",
}
NOWHERE = [
    "/editions/none/",
    f"{SEASON}none/",
    f"{SEASON}sources/none/",
    f"{SEASON}donnees/season-2.yaml",
    f"{SEASON}donnees/season-2.zip",
    f"{SEASON}mon-entreprise/none/",
    f"{SEASON}mon-entreprise/none.csv",
    f"{SEASON}mon-entreprise/none.svg",
    f"{INDICATOR}/2021-03.none/",
    f"{INDICATOR}/2031-03.draft-2021-04-22/",
    f"{SEASON}dossierfacile/nps.svg",
    "/editions/none/donnees/",
    "/editions/none/sources/",
]

pytestmark = pytest.mark.usefixtures("season_1")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_in_both_languages(client, name, language):
    answer = client.get(("/en" if language == "en" else "") + PAGES[name])
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()
    assert answer.resolver_match.view_name == name


@pytest.mark.parametrize("name", FILES)
def test_a_file_answers_and_may_be_read_from_anywhere(client, name):
    answer = client.get(FILES[name])
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.resolver_match.view_name == name


@pytest.mark.parametrize("name", FILES)
def test_who_has_a_file_is_not_sent_it_again(client, name):
    tag = client.get(FILES[name])["ETag"]
    again = client.get(FILES[name], headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_no_one_named_is_not_found(client, prefix, path):
    answer = client.get(prefix + path)
    assert answer.status_code == 404
    assert "404" in answer.content.decode()


@pytest.mark.parametrize("path", [*PAGES.values(), *FILES.values()])
def test_only_reading_is_allowed(client, path):
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_no_address_of_the_pages_is_left_untried():
    """Those of the bilan, and the link that stops a letter, have tests of their own."""
    elsewhere = {"reports:bilan", "reports:bilan-file", "reports:stop"}
    assert set(public(urlpatterns)) - elsewhere == {*PAGES, *FILES}


def public(patterns):
    """The names of the addresses that everyone may read."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from public(pattern.url_patterns)
        elif pattern.callback.access.read is EVERYONE:
            yield f"reports:{pattern.name}"


def test_every_link_of_the_site_leads_somewhere(client):
    """From the editions, every internal link of every page is followed once."""
    seen, waiting = set(), ["/editions/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer["Content-Type"].startswith("text/html") and "/bilan/" not in path:
            waiting += _links(answer.content.decode())
    assert len(seen) > 200


def _links(page):
    import html
    import re

    found = {html.unescape(href).split("#")[0] for href in re.findall(r'(?:href|src|srcset)="(/[^"]*)"', page)}
    return [path for path in found if path.startswith("/editions/") and not path.startswith("/static/")]
