"""The page of a year of pay: without scripts, with anything typed."""

import pytest

PAGE = "/simulateurs/réduction-générale/mois/"
LODEOM = "/simulateurs/lodeom/mois/"
GROSS, PAID = "salarié . contrat . salaire brut", "salarié . rémunération . brut"


def test_it_begins_with_the_pay_of_the_simulation(client):
    page = client.get(PAGE, {GROSS: "2000 €/mois"})
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count('value="2\u202f000"') == 12
    assert "Mois par mois, en 2026" in text
    assert 'name="salarié . contrat . salaire brut" value="2000 €/mois"' in text


def test_each_month_has_its_amounts(client):
    page = client.get(PAGE, {"paie": ["2000"] * 5 + ["2 500,50"] + ["2000"] * 5 + [""]})
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("629,40\u00a0€") >= 5
    assert 'value="2 500,50"' in text
    assert "Total de l&#x27;année" in text or "Total de l'année" in text


def test_the_correction_may_wait_for_the_last_month(client):
    pays = ["2000"] * 11 + ["4000"]
    progressive = client.get(PAGE, {"paie": pays}).content.decode()
    annual = client.get(PAGE, {"paie": pays, "regularisation": "annual"}).content.decode()
    assert '<option value="annual" selected>' in annual
    assert progressive != annual


@pytest.mark.parametrize(("typed", "told"), [("beaucoup", "un nombre"), ("-3", "négatif"), ("9" * 30, "")])
def test_a_pay_that_cannot_be_read_is_told_beside_its_field(client, typed, told):
    page = client.get(PAGE, {"paie": ["2000", typed]})
    text = page.content.decode()
    assert page.status_code == 422
    assert 'id="paie-2-error"' in text
    assert told in text
    assert f'value="{typed}"' in text


def test_what_is_missing_is_told(client):
    text = client.get(LODEOM, {PAID: "2500 €/mois", "paie": ["2500"] * 12}).content.decode()
    assert "Compléter la simulation" in text
    assert "un exemple" not in text
    assert "un exemple" in client.get(LODEOM).content.decode()


@pytest.mark.parametrize(
    "hostile",
    [{"paie": ["1"] * 500}, {"paie": "<script>alert(1)</script>"}, {"regularisation": "x" * 9_000}, {GROSS: "zut"}],
)
def test_hostile_parameters_are_answered_with_words(client, hostile):
    page = client.get(PAGE, hostile)
    assert page.status_code in (200, 422)
    assert "<script>alert" not in page.content.decode()


def test_only_what_is_due_on_a_year_has_such_a_page(client):
    assert client.get("/simulateurs/salaire-brut-net/mois/").status_code == 404
    assert "/mois/" not in client.get("/simulateurs/salaire-brut-net/", {GROSS: "2000 €/mois"}).content.decode()
    linked = client.get("/simulateurs/réduction-générale/", {GROSS: "2000 €/mois"}).content.decode()
    assert "Calculer mois par mois" in linked
