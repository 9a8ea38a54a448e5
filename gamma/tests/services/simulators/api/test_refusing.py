"""What the rules refuse has a sentence in French, for every code there is."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from gamma.ground.api.refusals import Refusal
from gamma.services.simulators.refusing import SAID, row_sentence, sentence, sentences, warned, where
from gamma.services.simulators.rules import engine
from publicodes import Fault, PublicodesError, SituationError

from .conftest import GROSS

MODELS = re.compile(r"PC1\d\d")  # of files of rules: nobody who calls sends one
CODE = re.compile(r'"(PC\d{3})"')


def test_every_code_has_a_sentence():
    source = Path(str(files("publicodes")))
    codes = {code for path in source.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    wanted = {code for code in codes if not MODELS.match(code)}
    assert len(wanted) > 40
    assert wanted - SAID.keys() == set()


@pytest.mark.parametrize("code", SAID)
def test_a_sentence_holds_whatever_the_fault_quotes(code):
    for what in ("", "« a »", "« {0} {zut} » and « b » and « c »"):
        told = sentence(Fault(code, what, "", ("situation", "x")))
        assert told.what.endswith(".")
        assert told.where == "x"


def test_an_unknown_code_is_told_all_the_same():
    assert "PC999" in sentence(Fault("PC999", "something else")).what


def refusals(situation) -> list[Refusal]:
    with pytest.raises(PublicodesError) as caught:
        engine("modele-social").with_situation(situation)
    return sentences(caught.value)


def test_the_near_names_are_proposed():
    (told,) = refusals({GROSS + "t": 1})
    assert told.what == f"Aucune règle ne s'appelle « {GROSS}t »."
    assert told.mend.startswith(f"Vouliez-vous dire « {GROSS} »")
    assert told.where == GROSS + "t"


def test_an_expression_says_where_it_stops():
    (told,) = refusals({GROSS: "2000 + (3"})
    assert told.what == "« 2000 + (3 » ne se lit pas. Au caractère 10 : une parenthèse n'est pas fermée."
    assert told.where == GROSS


def test_the_possibilities_are_listed():
    fault = Fault(
        "PC404", "« XX » is not one of the possibilities of « a . b »", "give one of 'A', 'B'", ("situation", "a . b")
    )
    (told,) = sentences(SituationError(fault))
    assert told.what == "« XX » n'est pas une des valeurs possibles de « a . b »."
    assert (told.where, told.mend) == ("a . b", "Donnez l'une de ces valeurs : 'A', 'B'.")


def test_a_path_is_told_in_short():
    assert where(("situation", "a", *range(20))) == "a → 0 → 1 → 2 → 3 → 4"
    assert where(()) == where(("evaluate",)) == ""
    assert where(("a . b", "somme", 2)) == "a . b → somme → 2"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("« a »: « x » is not a number", "« a » : « x » n'est pas un nombre"),
        ("« a »: « x » is not « oui » or « non »", "« a » : « x » n'est ni oui ni non."),
        ("« a »: « x » is not a date", "« a » : « x » n'est pas une date"),
        ("« a »: « x » is not a thing", "« a » : « x » ne convient pas."),
        ("division by zero", "Le calcul divise par zéro."),
        ("rules refer to one another without end", "Les règles s'appellent"),
        ("something new", "Cette ligne n'a pas pu être calculée."),
    ],
)
def test_a_row_is_told_in_french(message, told):
    assert row_sentence(message).startswith(told)


def test_doubts_have_their_sentences():
    ((code, told), (_, cycle)) = warned(frozenset({"unitConversion", "cyclicReferences"}))[::-1]
    assert code == "unitConversion"
    assert told.startswith("Des unités")
    assert cycle.startswith("Des règles")
