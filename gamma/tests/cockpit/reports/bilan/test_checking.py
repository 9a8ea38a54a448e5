"""A number typed that no figure gives is flagged; so are verdicts and comparisons that the figures contradict."""

from decimal import Decimal

import pytest

from gamma.cockpit.reports.bilan.content import AcknowledgedPiece, TextPiece
from gamma.cockpit.reports.bilan.writing.checking import blocking, flags
from gamma.cockpit.reports.bilan.writing.checking.claims import factors
from gamma.cockpit.reports.bilan.writing.checking.numbers import typed

UNITS = frozenset({"visites", "jours"})


@pytest.fixture
def told(read_bilan):
    """What is told of a text of a product: what was typed and of what kind, and whether that blocks."""

    def tell(text, product="aides-territoires", section="worked", language="fr"):
        piece = TextPiece(product=product, section=section, text={language: text})
        found = flags(read_bilan.model_copy(update={"texts": [piece]}))
        return [(flag.kind, flag.typed, "advice" if flag.advice else "blocks") for flag in found]

    return tell


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("17 936 visiteurs, soit 119,6 %", ["17936", "119.6"]),
        ("3,2 millions, ou 3,2M", ["3200000", "3200000"]),
        ("2021 visites en 2021", ["2021"]),
        ("3 jours en 3 semaines", ["3"]),
        ("de 75-80 %", ["75", "80"]),
        ("une baisse de −12 %", ["-12"]),
        ("en 2020 300 dossiers", ["300"]),
        ("article 12, 19 simulateurs", ["12", "19"]),
    ],
)
def test_numbers_are_read_as_a_french_hand_writes_them(sentence, values):
    assert [
        str(found.values[0][0].normalize().quantize(Decimal("0.1")).normalize())
        for found in typed(sentence, "fr", UNITS)
    ] == [str(Decimal(value).normalize()) for value in values]


@pytest.mark.parametrize(
    "sentence",
    [
        "le 1er mars 2021, puis le 15 janvier",
        "du 3 au 12 mai 2021, le 30/09/2020, le 2020-09-30",
        "en 2021, de 2019 à 2020, l'édition 2020-2021 ou 2020/21",
        "6 mois, 12 mois glissants, 2 ans",
        "la 2e fois, la 1re",
        "à 14 h 30 ou 9:15",
        "T3, COVID-19, 2D-Doc, L311-1",
        "March 3, 2021",
    ],
)
def test_dates_lengths_of_time_and_ranks_are_no_figures(sentence):
    assert typed(sentence, "fr", UNITS) == []


def test_an_english_comma_parts_thousands():
    assert [found.values[0][0] for found in typed("17,936 visitors, 1.5 points", "en")] == [17_936, Decimal("1.5")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il y a eu 17 936 visiteurs.", [("number", "17 936", "advice")]),
        ("Il y a eu environ 18 000 visiteurs.", [("number", "18 000", "advice")]),
        ("Il y a eu 18 000 visiteurs.", [("number", "18 000", "blocks")]),
        ("C'est 119,6 % de la cible, presque 120 %.", [("number", "119,6 %", "advice"), ("number", "120 %", "advice")]),
        ("C'est 118 % de la cible.", [("number", "118 %", "blocks")]),
        ("Il y a eu {{visiteurs-mensuels@2020-12}} en décembre 2020, en 6 mois.", []),
        ("Il y a eu {{visiteur-mensuels@2020-12}}.", [("name", "{{visiteur-mensuels@2020-12}}", "blocks")]),
        ("## Les {{visiteurs-mensuels@2020-12}}", [("name", "{{visiteurs-mensuels@2020-12}}", "blocks")]),
    ],
)
def test_a_number_is_held_against_the_figures_of_its_product(told, text, found):
    assert told(text) == found


def test_the_figures_of_another_product_are_none_of_its_own(told):
    assert told("Il y a eu 12 243 comptes.") == [("number", "12 243", "blocks")]
    assert told("Il y a eu 12 243 comptes.", "", "introduction") == [("number", "12 243", "advice")]


def test_an_english_text_is_read_in_english(told):
    assert told("There were 17,936 visitors.", language="en") == [("number", "17,936", "advice")]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("La cible d'alertes ({{alertes#cible}}) est manquée.", ["manquée"]),
        ("La cible d'alertes ({{alertes#cible}}) est dépassée.", []),
        ("La cible d'alertes ({{alertes#cible}}) n'est pas atteinte.", ["pas atteinte"]),
        ("Les {{visiteurs-mensuels#cible:t2}} n'ont pas été atteints.", []),
        ("Les {{visiteurs-mensuels#cible:t1}} n'ont pas été atteints.", ["pas été atteints"]),
        ("Visiteurs uniques par mois : une cible est manquée.", []),
        ("Le trafic a atteint {{alertes@2021-03}}.", []),
        ("Tout est manqué.", []),
    ],
)
def test_a_verdict_in_words_must_be_the_computed_one(told, text, flagged):
    assert [words for kind, words, _level in told(text) if kind == "verdict"] == flagged


@pytest.mark.parametrize(
    ("words", "times"),
    [("trois fois plus", 3), ("multiplié par 2,5", Decimal("2.5")), ("a doublé", 2), ("x16", 16), ("twice as many", 2)],
)
def test_comparisons_are_read(words, times):
    assert [found.times for found in factors(f"Il y en a {words}.")] == [times]


def test_a_comparison_that_no_evolution_gives_is_flagged(told):
    assert ("factor", "seize fois", "blocks") not in told("Deux fois par semaine.")
    assert told("Il y en a neuf fois plus.") == [("factor", "neuf fois plus", "blocks")]


def test_what_is_answered_for_blocks_no_more_as_long_as_its_sentence_stands(read_bilan):
    piece = TextPiece(product="", section="next", text={"fr": "Voir l'article 12 de la loi."})
    dressed = read_bilan.model_copy(update={"texts": [piece]})
    (flag,) = flags(dressed)
    assert blocking(dressed, [flag]) == [flag]
    given = {name: getattr(flag, name) for name in ("product", "section", "language", "kind", "typed", "sentence")}
    answered = dressed.model_copy(update={"acknowledged": [AcknowledgedPiece(**given, reason="référence")]})
    assert blocking(answered, flags(answered)) == []
    moved = answered.model_copy(update={"texts": [piece.model_copy(update={"text": {"fr": "L'article 12, donc."}})]})
    assert len(blocking(moved, flags(moved))) == 1
