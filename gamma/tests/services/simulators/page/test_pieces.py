"""Pieces: what a script is given is a piece of the page that the same gesture gives without one."""

import re
from urllib.parse import quote

import pytest

from gamma.services.simulators.catalogue import samples, simulators
from gamma.services.simulators.models import Tally

GROSS, NET = "salarié . contrat . salaire brut", "salarié . rémunération . net . à payer avant impôt"
PAGE = "/simulateurs/salaire-brut-net/"
LIVE = {"HTTP_HX_REQUEST": "true"}
STATE = f"{quote(GROSS)}=3000"


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html)


def piece(html: str, start: str) -> str:
    """An element of a page, from its opening tag to the one that closes it."""
    at = html.index(start)
    name = re.match(r"<(\w+)", html[at:])[1]
    depth, end = 0, at
    for tag in re.finditer(rf"<(/?){name}\b", html[at:]):
        depth += -1 if tag[1] else 1
        if not depth:
            end = at + tag.end()
            break
    return squeezed(html[at:end])


@pytest.mark.django_db
@pytest.mark.parametrize("edited", [NET, GROSS])
def test_the_figures_that_a_script_is_given_are_those_of_the_page(client, edited):
    form = {"etat": STATE, "modifie": edited, edited: "2 500"}
    live = client.get(f"{PAGE}repondre/", form, headers={"HX-Request": "true"})
    whole = client.get(live["HX-Replace-Url"])
    assert live["HX-Trigger"] == "moved"
    opening = '<div id="figures">'
    assert piece(live.content.decode(), opening) == piece(whole.content.decode(), opening)


@pytest.mark.django_db
def test_the_simulation_that_follows_an_answer_is_that_of_the_page(client):
    form = {"etat": STATE, "question": "salarié . contrat", "salarié . contrat": "'CDD'"}
    live = client.get(f"{PAGE}repondre/", form, headers={"HX-Request": "true"})
    there = client.get(f"{PAGE}repondre/", form)
    assert there.status_code == 302
    assert there["Location"] == live["HX-Replace-Url"]
    opening = '<div id="simulation"'
    assert piece(live.content.decode(), opening) == piece(client.get(there["Location"]).content.decode(), opening)


@pytest.mark.django_db
def test_the_questions_that_follow_an_amount_are_those_of_the_page(client):
    asked = client.get(f"{PAGE}questions/", {"etat": STATE}).content.decode()
    opening = '<section id="questions"'
    assert piece(asked, opening) == piece(client.get(f"{PAGE}?{STATE}").content.decode(), opening)


@pytest.mark.django_db
def test_an_amount_in_error_is_told_and_changes_no_address(client):
    form = {"etat": STATE, "modifie": NET, NET: "deux mille"}
    live = client.get(f"{PAGE}repondre/", form, headers={"HX-Request": "true"})
    assert "HX-Replace-Url" not in live
    assert "deux mille" in live.content.decode()
    assert client.get(f"{PAGE}repondre/", {"etat": STATE, NET: "deux mille"}).status_code == 200


@pytest.mark.django_db
def test_a_simulation_is_counted_once_when_it_begins_and_once_when_it_ends(client):
    address = "/simulateurs/dividendes/"
    gross = "bénéficiaire . dividendes . bruts"
    client.get(f"{address}repondre/", {gross: "10000"})
    client.get(f"{address}repondre/", {"etat": f"{quote(gross)}=10000", gross: "20000"})
    one = "/simulateurs/artiste-auteur/"
    state = "&".join(
        f"{quote(name)}={quote(str(given))}" for name, given in samples("artiste-auteur")[1].situation.items()
    )
    left = client.get(f"{one}?{state}").context["questions"]
    names = [told.name for told in left.assumed]
    assert len(names) == 1
    client.get(f"{one}repondre/", {"etat": state, "question": names[0], "passer": "1"})
    counted = {(row.what, row.simulator): row.count for row in Tally.objects.all()}
    assert counted == {("started", "dividendes"): 1, ("finished", "artiste-auteur"): 1}


@pytest.mark.parametrize(
    "path",
    [
        f"{PAGE}?{quote(GROSS)}=" + "9" * 4_000,
        f"{PAGE}?" + "&".join(f"x{n}=1" for n in range(400)),
        f"{PAGE}?comparer=" + "&comparer=".join(["%25%25", "salaire-brut%3D1e9", "x" * 2_000, "a", "b"]),
        f"{PAGE}?question=inconnue&unit%C3%A9=kg&pass%C3%A9e=inconnue",
        f"{PAGE}?{quote(GROSS)}=%00",
        f"{PAGE}effets/?{quote(GROSS)}=oui",
        f"{PAGE}repondre/?etat=%FF%FE&question=%FF",
        f"{PAGE}questions/?etat=" + "(" * 3_000,
        f"{PAGE}?{quote(GROSS)}=" + quote("(" * 300 + "1" + ")" * 300),
        f"{PAGE}?{quote(GROSS)}=" + quote("9**9**9"),
    ],
)
@pytest.mark.django_db
def test_hostile_addresses_get_a_page(client, path):
    assert client.get(path, follow=True).status_code == 200


def test_former_names_lead_to_their_simulator_with_their_parameters(client):
    answer = client.get("/simulateurs/simulateur-embauche/?salaire-brut=3000")
    assert (answer.status_code, answer["Location"]) == (301, f"{PAGE}?salaire-brut=3000")
    assert client.get("/simulateurs/inconnu/").status_code == 404


@pytest.mark.parametrize("slug", simulators())
def test_no_page_asks_the_database_anything(client, slug, django_assert_num_queries):
    """What is in the address is not in the base: the `django_db` mark is left out, a query would fail."""
    assert client.get(f"/simulateurs/{quote(slug)}/").status_code == 200
