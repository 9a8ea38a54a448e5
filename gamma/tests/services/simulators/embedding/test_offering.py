"""The page on which a site copies what shows a simulator."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from gamma.services.simulators.catalogue import simulators

PAGE = "/simulateurs/integration/"
GROSS = "salarié . contrat . salaire brut"
AMOUNT = {"simulateur": "salaire-brut-net", "montant": "3000", "grandeur": GROSS}


def codes(client, **asked: str) -> dict[str, str]:
    """What can be copied, as a browser would copy it."""
    text = client.get(PAGE, asked).content.decode()
    found = re.findall(r'<textarea id="code-(\w+)"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    return {name: html.unescape(code) for name, code in found}


def test_the_page_alone_shows_the_first_simulator(client):
    made = codes(client)
    first = next(one for one in simulators().values() if one.listed)
    assert f'data-simulateur="{first.slug}"' in made["script"]
    assert "data-couleur" not in made["script"]
    assert "data-langue" not in made["script"]


def test_the_script_says_what_was_chosen(client):
    made = codes(client, **AMOUNT, couleur="#c04000", langue="en")
    assert made["script"] == (
        '<script src="http://testserver/simulateurs/integration.js" data-simulateur="salaire-brut-net" '
        'data-couleur="#c04000" data-langue="en" data-situation="salarié . contrat . salaire brut=3000 €/mois" '
        "async></script>"
    )


def test_the_frame_needs_no_script_and_says_the_same(client):
    made = codes(client, **AMOUNT, couleur="#c04000", langue="en")["frame"]
    address = urlsplit(html.unescape(re.search(r'src="([^"]+)"', made)[1]))
    assert address.path == "/en/simulateurs/integre/salaire-brut-net/"
    assert parse_qs(address.query) == {GROSS: ["3000 €/mois"], "couleur": ["#c04000"]}
    assert 'title="Employee pay: gross, net and cost"' in made
    assert '<a href="http://testserver/en/simulateurs/salaire-brut-net/">' in made
    assert "style=" not in made


def test_the_preview_is_the_frame_of_this_site(client):
    text = client.get(PAGE, {**AMOUNT, "couleur": "#c04000"}).content.decode()
    address = html.unescape(re.search(r'<iframe class="preview" src="([^"]+)"', text)[1])
    assert client.get(address, headers={"Referer": f"http://testserver{PAGE}"}).status_code == 200


def test_an_amount_is_one_of_the_simulator_that_is_chosen(client):
    made = codes(client, **{**AMOUNT, "simulateur": "dividendes"})
    assert 'data-situation="bénéficiaire . dividendes . bruts=3000 €/an"' in made["script"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"couleur": "rouge"}, "“rouge” n'est pas une couleur"),
        ({"montant": "beaucoup"}, "id_montant_error"),
        ({"montant": "-1"}, "id_montant_error"),
        ({"simulateur": "nulle-part"}, "id_simulateur_error"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_no_code_is_made(client, asked, said):
    text = client.get(PAGE, asked).content.decode()
    assert said in html.unescape(text)
    assert "<textarea" not in text


def test_every_simulator_that_is_listed_can_be_chosen(client):
    for slug, one in simulators().items():
        assert (f'data-simulateur="{slug}"' in codes(client, simulateur=slug).get("script", "")) == one.listed
