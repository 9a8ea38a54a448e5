"""Whatever an address holds, a file or a page answers: never a fault of the server."""

import pytest

PAY = {"salarié . contrat . salaire brut": "3000 €/mois"}
HOSTILE = {
    "unknown": {"nulle part": "3", "<script>": "alert(1)", '#panic("x")': "1"},
    "refused": {"salarié . contrat . salaire brut": "3000 €/mois +", "salarié . contrat": "'roi'"},
    "letters": {"établissement . commune . nom": "'日本 \U0001f449 \x00\x01 e\u0301'", **PAY},
    "markup": {"établissement . commune . nom": '\'#panic("no") *b* $x$ <l> @ref // \\ "\'', **PAY},
    "enormous": {"salarié . contrat . salaire brut": "9" * 300},
    "negative": {"salarié . contrat . salaire brut": "-3000"},
    "divided": {"salarié . contrat . salaire brut": "1 / 0"},
    "mechanism": {"salarié . contrat . salaire brut": "{'somme': [1, 2]}"},
    "long value": {"établissement . commune . nom": "'" + "a" * 50_000 + "'", **PAY},
    "long name": {"x" * 50_000: "1"},
    "many": {f"paramètre {place}": "x" * 100 for place in range(500)},
    "pinned": {"comparer": ["%00=1", "salaire-brut=2000", "a" * 9_000], **PAY},
    "skipped": {"passée": ["nulle part", "salarié . contrat", "dirigeant"], **PAY},
    "unit": {"unité": "€/siècle", **PAY},
    "impossible": {"salarié . rémunération . net . à payer avant impôt": "-100000000"},
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("file", ["simulation.pdf", "simulation.xlsx", "garder/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_it_answers(client, sheets, said, name, file, prefix):
    answer = client.get(f"{prefix}/simulateurs/salaire-brut-net/{file}", HOSTILE[name])
    assert answer.status_code == 200
    if file.endswith("pdf"):
        assert said(answer.content)
    elif file.endswith("xlsx"):
        assert len(sheets(answer.content)) == 4


def test_what_is_left_out_is_counted_and_not_repeated(client, said):
    text = said(client.get("/simulateurs/salaire-brut-net/simulation.pdf", HOSTILE["unknown"] | PAY).content)
    assert "3 paramètres de l'adresse ne nomment aucune règle" in text
    assert "panic" not in text


def test_it_is_only_read(client):
    for file in ("simulation.pdf", "simulation.xlsx"):
        assert client.post(f"/simulateurs/salaire-brut-net/{file}").status_code == 405


def test_search_engines_are_told_to_leave(client):
    for file in ("simulation.pdf", "simulation.xlsx", "garder/"):
        assert client.get(f"/simulateurs/salaire-brut-net/{file}", PAY).headers["X-Robots-Tag"] == "noindex"
