"""Frames: who may frame what, what is counted, what is kept of a colour."""

import html
from importlib.resources import files

import pytest
from django.urls import reverse

from gamma.ground.framing import POLICY
from gamma.services.simulators.models import Tally
from gamma.site.headers import HEADERS

pytestmark = pytest.mark.django_db
FRAME = "/simulateurs/integre/salaire-brut-net/"
ENDS = ("couleur.css", "sasu/", "sasu/repondre/", "sasu/questions/", "simulateur-embauche/")
ELSEWHERE = {"Referer": "https://www.exemple.fr/page", "User-Agent": "Firefox"}


def counts() -> list[tuple[str, str, int]]:
    return list(Tally.objects.filter(what="embedded").values_list("simulator", "host", "count"))


def test_any_site_may_frame_a_frame_and_nothing_else(client):
    answer = client.get(FRAME)
    assert answer.status_code == 200
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert HEADERS["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-ancestors *") == POLICY
    for path in ("/simulateurs/salaire-brut-net/", "/simulateurs/integration/"):
        page = client.get(path)
        assert page.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["repondre/", "questions/"])
def test_what_a_frame_asks_for_may_be_framed_too(client, path):
    answer = client.get(f"{FRAME}{path}")
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]


def test_a_frame_sets_no_cookie_and_asks_nothing_of_another_site(client):
    answer = client.get(FRAME, headers=ELSEWHERE)
    assert answer.cookies == {}
    assert client.cookies == {}
    assert 'src="http' not in answer.content.decode()


def test_each_showing_is_counted_for_its_host(client):
    client.get(FRAME, headers=ELSEWHERE)
    client.get(FRAME, headers=ELSEWHERE)
    client.get("/en/simulateurs/integre/sasu/?site=autre.fr", headers={"User-Agent": "Firefox"})
    assert sorted(counts()) == [("salaire-brut-net", "www.exemple.fr", 2), ("sasu", "autre.fr", 1)]


def test_a_hostile_name_counts_no_host_and_shows_the_frame(client):
    answer = client.get(FRAME, {"site": "a/b?" * 500}, headers={"User-Agent": "Firefox"})
    assert answer.status_code == 200
    assert counts() == [("salaire-brut-net", "", 1)]


def test_our_preview_and_our_robots_are_not_counted(client):
    client.get(FRAME, headers={"Referer": "http://testserver/simulateurs/integration/"})
    client.get(FRAME, headers={**ELSEWHERE, "User-Agent": "Googlebot"})
    assert counts() == []


@pytest.mark.parametrize("former", ["simulateur-embauche", "simulateur-embauche/"])
def test_the_names_of_former_frames_lead_to_them(client, former):
    answer = client.get(f"/simulateurs/integre/{former}?couleur=%23123456", headers=ELSEWHERE, follow=True)
    assert answer.redirect_chain[-1][0] == f"{FRAME}?couleur=%23123456"
    assert answer.status_code == 200


def test_a_frame_that_does_not_exist_says_so_to_the_host(client):
    answer = client.get("/simulateurs/integre/nulle-part/")
    assert answer.status_code == 404
    assert "« nulle-part » n'est le nom d'aucun simulateur" in html.unescape(answer.content.decode()).replace(
        "\u00a0", " "
    )
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "X-Frame-Options" not in answer.headers
    assert counts() == []


def test_a_frame_has_the_page_as_its_canonical_address_and_bears_no_menu(client):
    text = client.get(FRAME).content.decode()
    assert '<link rel="canonical" href="http://testserver/simulateurs/salaire-brut-net/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert "masthead" not in text
    assert "colophon-row" not in text


def test_the_colour_is_a_style_sheet_of_ours(client):
    text = client.get(FRAME, {"couleur": '#c04000"><script>'}).content.decode()
    assert 'href="/simulateurs/integre/couleur.css?couleur=%23c04000%22%3E%3Cscript%3E"' in text
    good = client.get("/simulateurs/integre/couleur.css?couleur=%23c04000")
    assert good.headers["Content-Type"] == "text/css; charset=utf-8"
    assert b"--accent: #" in good.content
    bad = client.get("/simulateurs/integre/couleur.css?couleur=rouge")
    assert bad.status_code == 400
    assert "“rouge” n'est pas une couleur" in bad.content.decode()
    assert bad.headers["Content-Type"].startswith("text/plain")


def test_the_colour_follows_from_page_to_page_without_a_script(client):
    before = {"Referer": f"http://testserver{FRAME}?couleur=%23c04000"}
    answer = client.get(f"{FRAME}?question=x", headers=before)
    assert answer.headers["Location"] == f"{FRAME}?question=x&couleur=%23c04000"
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert client.get(FRAME, headers={"Referer": "http://autre.fr/?couleur=%23c04000"}).status_code == 200


def test_the_colour_follows_with_htmx(client):
    before = {"Referer": f"http://testserver{FRAME}?couleur=%23c04000", "HX-Request": "true"}
    answer = client.get(f"{FRAME}repondre/", {"salarié . contrat . salaire brut": "3000"}, headers=before)
    assert answer.headers["HX-Replace-Url"].endswith("&couleur=%23c04000")


def test_the_script_is_small_and_may_be_run_anywhere(client):
    answer = client.get(reverse("simulators:frame-script"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    body = files("gamma.services.simulators").joinpath("static/simulators/embed.js").read_bytes()
    assert answer.content == body
    assert len(body) < 1_500


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    ["integration/", "integration.js", *(f"integre/{end}" for end in ENDS)],
)
def test_every_address_answers_and_none_is_written_to(client, prefix, path):
    assert client.get(f"{prefix}/simulateurs/{path}").status_code in (200, 301, 302)
    assert client.post(f"{prefix}/simulateurs/{path}").status_code == 405
