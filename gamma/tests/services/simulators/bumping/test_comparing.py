"""Comparing: each kind of change, on two small models; then a real model in which one rate is another."""

import shutil

import pytest

from gamma.services.simulators.bumping.comparing import compare
from gamma.services.simulators.bumping.telling import told
from gamma.services.simulators.catalogue import simulators
from gamma.settings.base import RULE_MODELS

RATE = r"{\"si\":\"date >= 07/2024\",\"alors\":\"0.25%\"}"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def blamed(result) -> list[tuple[str, str]]:
    return [(rule.name, rule.how) for rule in result.responsible]


def test_nothing_changes(bump):
    report = bump()
    assert not report.changed
    assert told(report).endswith("Rien ne change : 1 exemples, 1 simulateurs.\n")


def test_words_alone_change_no_result(bump):
    report = bump(("Fixé par décret.", "Fixé par la loi."))
    assert not report.changed
    assert report.rules.redefined == ()


def test_a_result_changes_by_the_deepest_rule_that_is_redefined(bump):
    report = bump(("10 €/mois", "11 €/mois"))
    net, cotisations = report.simulators[0].results
    assert (plain(net.before), plain(net.after), net.unit_before) == ("1 280 €/mois", "1 400 €/mois", "€/mois")
    assert net.gap == pytest.approx(120)
    assert net.percent == pytest.approx(9.375)
    assert blamed(net) == blamed(cotisations) == [("horaire", "redefined")]
    assert net.responsible[0].references == ("Décret – https://exemple.fr/decret",)
    text = plain(told(report))
    assert "net : 1 280 €/mois → 1 400 €/mois (+120 €/mois, +9,38 %)" in text
    assert "← horaire : 10 €/mois → 11 €/mois (sa définition change)" in text
    assert text.count("Fixé par décret.") == 1


def test_a_rule_that_is_redefined_and_worth_the_same_is_not_responsible(outcome):
    found = outcome(("10 €/mois", "11 €/mois"), ("par défaut: 150", "par défaut: 75 * 2"))
    assert blamed(found.results[0]) == [("horaire", "redefined")]


def test_two_rules_are_responsible_together_the_deepest_first(outcome):
    found = outcome(("10 €/mois", "11 €/mois"), ("brut * 20%", "brut * 21%"))
    assert blamed(found.results[0]) == [("cotisations", "redefined"), ("horaire", "redefined")]


def test_a_rule_that_replaces_another_is_responsible(outcome):
    found = outcome(("cotisations:", "réduite:\n  remplace: cotisations\n  valeur: 1 €/mois\ncotisations:"))
    assert ("réduite", "added") in blamed(found.results[0])


def test_a_rule_that_is_worth_the_same_and_replaces_another_now_is_responsible(outcome):
    found = outcome(("horaire:", "horaire:\n  remplace: prime"))
    assert blamed(found.results[0]) == [("horaire", "redefined")]
    assert found.results[0].responsible[0].before == found.results[0].responsible[0].after


def test_where_the_change_begins_is_told_when_the_rule_that_changes_is_private(outcome):
    found = outcome(('frais": 0', 'frais": 5'))
    assert [(one.name, blamed(one)) for one in found.results] == [("net", [("net", "follows")])]


def test_a_unit_changes(outcome):
    found = outcome(("net: brut - cotisations - frais", "net:\n  valeur: brut - cotisations - frais\n  unité: €/an"))
    (net,) = found.results
    assert (net.unit_before, net.unit_after) == ("€/mois", "€/an")
    assert net.gap == pytest.approx(0)
    assert plain(net.after) == "15 360 €/an"


def test_questions_appear_disappear_and_are_reworded(bump):
    report = bump(
        ("Quelle prime ?", "Combien de prime ?"),
        ("  question: Combien d'heures ?\n", ""),
        ("cotisations: brut * 20%", "taux:\n  question: Quel taux ?\n  par défaut: 20%\ncotisations: brut * taux"),
    )
    found = {(one.name, one.how) for one in report.simulators[0].questions}
    assert found == {("prime", "reworded"), ("heures", "disappears"), ("taux", "appears")}
    assert report.simulators[0].results == ()
    assert report.changed
    assert "« Quelle prime ? » → « Combien de prime ? »" in told(report)


def test_a_question_that_offers_other_answers(outcome):
    (one,) = outcome(("  par défaut: 150", "  par défaut: 150 heure\n  unité: heure")).questions
    assert (one.name, one.how, one.after) == ("heures", "offered", "heure")


def test_questions_that_the_simulator_never_asks_are_not_told(outcome):
    assert outcome(("Quelle prime ?", "Combien ?"), questions={"never": ["prime"]}).questions == ()


def test_a_rule_is_renamed(bump):
    report = bump(("horaire", "taux horaire"), shown=["horaire"], questions={"first": ["horaire", "prime"]})
    assert report.rules.renamed == {"horaire": "taux horaire"}
    assert (report.rules.added, report.rules.removed) == ((), ())
    lost = [(one.part, one.name, one.now) for one in report.simulators[0].lost]
    assert lost == [("shown", "horaire", "taux horaire"), ("questions.first", "horaire", "taux horaire")]
    assert "shown : la règle « horaire » n'existe plus ; peut-être « taux horaire »" in told(report)


def test_rules_are_added_and_removed(bump):
    report = bump(("base + prime", "base + bonus"), ("prime:\n  question: Quelle prime ?", "bonus:\n  arrondi: oui"))
    assert (report.rules.added, report.rules.removed) == (("bonus",), ("prime",))
    assert report.rules.redefined == ("brut",)


def test_a_simulator_that_cannot_be_computed_any_more_is_told_with_the_reason(bump):
    report = bump(("prime", "bonus"), situation={"prime": "50 €/mois"})
    (broken,) = report.simulators[0].broken
    assert broken.side == "after"
    assert "« prime »" in broken.reason
    assert report.changed
    assert "exemple 1 ne se calcule plus : PC401" in told(report)


def test_a_figure_that_no_rule_gives_any_more_is_told_beside_the_others(outcome):
    found = outcome(("cotisations", "charges"))
    (gone,) = found.results
    assert (gone.name, gone.after, gone.gap) == ("cotisations", "", None)


def test_the_rate_that_was_changed_in_a_real_model_is_named(tmp_path):
    real = RULE_MODELS["modele-social"]
    shutil.copytree(real, tmp_path / "new")
    module = tmp_path / "new" / "dist" / "index.js"
    text = module.read_text(encoding="utf-8")
    assert text.count(RATE) == 1
    module.write_text(text.replace(RATE, RATE.replace("0.25", "0.35")), encoding="utf-8")
    report = compare(real, tmp_path / "new", [simulators()["salaire-brut-net"], simulators()["dividendes"]])
    assert report.rules.redefined == ("salarié . cotisations . AGS . taux",)
    salary, dividends = report.simulators
    assert not dividends.changed
    assert "salarié . coût total employeur" in [one.name for one in salary.results]
    assert {name for one in salary.results for name in blamed(one)} == {
        ("salarié . cotisations . AGS . taux", "redefined")
    }
