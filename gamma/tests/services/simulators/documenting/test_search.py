"""Search: what people type finds the simulator or the rule they mean."""

import time

import pytest

from gamma.services.simulators.documenting import index
from gamma.services.simulators.documenting.vocabulary import Vocabulary, words

RULES = "/simulateurs/regles/"


def best(text):
    return [one.name for one in index.search(text).rules[:3]]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("salaire net", "salarié . rémunération . net . à payer avant impôt"),
        ("SALAIRE NÉT", "salarié . rémunération . net . à payer avant impôt"),
        ("PSS", "plafond sécurité sociale"),
        ("conges payes", "salarié . rémunération . indemnités CDD . congés payés"),
        ("le smic horaire", "SMIC . horaire"),
        ("salaire brtu", "salarié . contrat . salaire brut"),
        ("salarié . contrat . CDD", "salarié . contrat . CDD"),
    ],
)
def test_a_rule_is_found_by_its_words(text, rule):
    assert rule in best(text)


@pytest.mark.parametrize(
    ("text", "slug"), [("medecin", "profession-liberale/medecin"), ("auto-entr", "auto-entrepreneur")]
)
def test_a_simulator_is_found_first(text, slug):
    assert index.search(text).simulators[0].name == slug


def test_an_exact_title_comes_before_what_only_contains_it():
    assert best("cipav")[0] == "dirigeant . auto-entrepreneur . Cipav"
    assert best("primes d'activité")[0] == "salarié . rémunération . primes . activité"


def test_only_what_has_the_most_words_is_kept():
    assert index.search("réduction générale").count < index.search("réduction").count


def test_words_are_compared_without_accents_plurals_and_small_words():
    assert words("Les congés payés de l'été") == ["conge", "paye", "ete"]


def test_a_slip_of_the_hand_is_forgiven_in_words_long_enough():
    known = Vocabulary(["cotisation", "csg", "salaire"])
    for slip in ("cotisatoin", "cotisaton", "cotissation", "cotization"):
        assert list(known.like(slip)) == ["cotisation"], slip
    assert known.like("csh") == {}
    assert known.like("cot")["cotisation"] < 1


def test_the_page_counts_groups_and_keeps_the_words(see, client):
    text = see(RULES, {"q": "auto-entrepreneur"})
    assert "résultats pour « auto-entrepreneur » Simulateurs" in text
    assert 'value="auto-entrepreneur"' in client.get(RULES, {"q": "auto-entrepreneur"}).content.decode()
    second = see(RULES, {"q": "auto-entrepreneur", "page": "2"})
    assert second != text


def test_nothing_found_says_what_to_do(see):
    assert "Rien ne porte ces mots Essayez un seul mot" in see(RULES, {"q": "zzzzqq"})


def test_without_words_the_ways_into_the_rules(see):
    text = see(RULES)
    assert "Parcourir les règles Salarié (569)" in text


def test_what_was_typed_is_not_markup(client):
    page = client.get(RULES, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>" not in page


@pytest.mark.study
def test_a_search_takes_less_than_five_milliseconds():
    asked = ["salaire net", "cotisatoins retriate", "auto-entr", "montant des cotisations du salarié", "cot"]
    index.search("x")
    for text in asked:
        spent = []
        for _ in range(9):
            began = time.perf_counter()
            index.search(text)
            spent.append(time.perf_counter() - began)
        assert min(spent) < 0.005, text
