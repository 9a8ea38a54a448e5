"""A simulation on paper says what its page says, what it assumes, and where it comes from."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.utils import translation
from pypdf import PdfReader

from gamma.services.simulators.catalogue import samples, simulators

PAY = {"salarié . contrat . salaire brut": "3000 €/mois"}
STATUTES = {"entreprise . chiffre d'affaires": "5000 €/mois", "entreprise . charges": "500 €/mois"}


def paper(client, slug, parameters, prefix=""):
    answer = client.get(f"{prefix}/simulateurs/{slug}/simulation.pdf", parameters)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    return answer


@pytest.mark.parametrize(
    ("slug", "parameters"),
    [
        ("salaire-brut-net", PAY),
        ("salaire-brut-net", {**PAY, "unité": "€/an"}),
        ("sasu", {"dirigeant . rémunération . totale": "50000 €/an"}),
        ("cout-creation-entreprise", {"entreprise . catégorie juridique": "'SAS'"}),
    ],
)
def test_its_figures_are_those_of_the_page(client, said, lines, fields, slug, parameters):
    page = client.get(f"/simulateurs/{slug}/", parameters).content.decode()
    text = said(paper(client, slug, parameters).content)
    shown = [f"{title} {value}" for title, value in lines(page.split('id="questions"')[0])]
    assert shown
    assert [one for one in shown if one not in text] == []
    assert [value for _rule, value in fields(page) if value not in text] == []


def test_it_is_tagged_and_says_its_language_and_title(client):
    reader = PdfReader(BytesIO(paper(client, "salaire-brut-net", PAY, "/en").content))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    assert reader.metadata.title == simulators()["salaire-brut-net"].title["en"]


def test_it_tells_the_situation_and_what_is_assumed_of_the_rest(client, said):
    given = {**PAY, "salarié . contrat . statut cadre": "oui", "passée": "salarié . contrat"}
    situation, assumed = said(paper(client, "salaire-brut-net", given).content).split("Hypothèses")
    assert "Salaire brut 3 000 €/mois Statut cadre Oui Résultats" in situation
    assert "Contrat CDI" in assumed
    assert "Prévoyance complémentaire santé (mutuelle) 40 €/mois" in assumed
    assert "Statut cadre" not in assumed.split("Textes de référence")[0]


def test_it_says_the_rules_the_law_and_the_link(client, said):
    answer = paper(client, "salaire-brut-net", PAY)
    text = said(answer.content)
    assert "Calculé avec modele-social 11.1.0, règles datées du 01/07/2026." in text
    assert "Salaire brut : Le salaire. Fixation et paiement" in text
    assert "Quelle allocation perçoit l'employeur en cas d'activité partielle" not in text
    link = f"http://testserver/simulateurs/salaire-brut-net/?{urlencode(PAY)}"
    assert link in _addresses(answer.content)
    assert client.get(link).status_code == 200


def test_an_empty_simulation_is_told_as_an_example(client, said):
    text = said(paper(client, "salaire-brut-net", {}).content)
    assert "Ceci est un exemple Aucun montant n'a été donné" in text
    assert "Salaire net" in text
    assert "Ceci est un exemple" not in said(paper(client, "salaire-brut-net", PAY).content)


def test_statuses_are_side_by_side_with_the_warning_on_their_rules(client, said):
    text = said(paper(client, "comparaison-régimes-sociaux", STATUTES).content)
    assert "Les règles de cette page ne sont pas toutes à jour" in text
    assert "Résultat SASU (président) Entreprise individuelle Auto-entrepreneur" in text
    assert "Chiffre d'affaires 5 000 €/mois 5 000 €/mois 5 000 €/mois" in text


def test_what_rules_tell_is_told_without_its_marks(client, said):
    low = {"salarié . contrat": "'stage'", "salarié . contrat . salaire brut": "300 €/mois"}
    text = said(paper(client, "salaire-brut-net", low).content)
    assert "À savoir" in text
    assert "inférieure à la gratification minimale (https://" in text


def test_the_parts_of_the_bar_make_a_whole(client, said):
    text = said(paper(client, "salaire-brut-net", PAY).content)
    assert "Salaire net après impôt 2 222,52 €/mois 56 %" in text


@pytest.mark.study
@pytest.mark.parametrize("slug", list(simulators()))
def test_every_simulator_can_be_printed_in_both_languages(client, slug):
    for sample in samples(slug):
        given = {name: str(value) for name, value in sample.situation.items() if not isinstance(value, dict)}
        for prefix in ("", "/en"):
            with translation.override("fr"):
                paper(client, slug, given, prefix)


def _addresses(body: bytes) -> list[str]:
    annotations = [one.get_object() for page in PdfReader(BytesIO(body)).pages for one in page.get("/Annots", ())]
    return [one["/A"]["/URI"] for one in annotations if "/URI" in one.get("/A", {})]
