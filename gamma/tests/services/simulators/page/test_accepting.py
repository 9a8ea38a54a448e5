"""Accepting: answers that a rule may take, and those that it would take without a word but must not."""

import pytest

from gamma.services.simulators.accepting import accepted
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.rules import engine

RULES = engine("modele-social")
GROSS = "salarié . contrat . salaire brut"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        (GROSS, "3000 €/mois"),
        (GROSS, "3 k€/an"),
        (GROSS, "salarié . temps de travail . SMIC"),
        ("salarié . contrat", "'CDD'"),
        ("salarié . contrat . statut cadre", "oui"),
        ("dirigeant . indépendant . PL . métier", "'santé . médecin'"),
        ("entreprise . catégorie juridique", "''"),
        ("entreprise . date de création", "31/12/2025"),
        ("établissement . commune . nom", "'Lyon'"),
    ],
)
def test_what_a_rule_may_take(name, answer):
    assert accepted(RULES, name, answer)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        (GROSS, "3000 kg"),
        (GROSS, "'beaucoup'"),
        (GROSS, "oui"),
        (GROSS, "31/12/2025"),
        (GROSS, "3000 €/mois +"),
        ("salarié . contrat", "'intérim'"),
        ("salarié . contrat", "3"),
        ("salarié . contrat . statut cadre", "12"),
        ("salarié . contrat . statut cadre", "'oui'"),
        ("entreprise . date de création", "'hier'"),
        (GROSS, "1" * 500),
    ],
)
def test_what_a_rule_must_not_take(name, answer):
    assert not accepted(RULES, name, answer)


def test_the_answers_that_simulators_start_with_are_accepted():
    for simulator in simulators().values():
        for name, answer in simulator.situation.items():
            if not isinstance(answer, dict):
                assert accepted(RULES, name, answer), (simulator.slug, name, answer)
