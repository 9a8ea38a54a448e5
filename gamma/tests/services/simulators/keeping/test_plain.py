"""Texts are plain on paper: no marks, no letter that our font does not have."""

import pytest

from gamma.services.simulators.keeping.plain import paragraphs, printable


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Un **mot**\nsur deux lignes.", ["Un mot sur deux lignes."]),
        ("Un\n\ndeux\n\n- trois\n- quatre", ["Un", "deux", "trois", "quatre"]),
        ("Voir [la fiche](https://exemple.fr/a).", ["Voir la fiche (https://exemple.fr/a)."]),
        ("Voir [la règle](/documentation/a).", ["Voir la règle."]),
        ("", []),
    ],
)
def test_paragraphs_are_words_and_addresses(markdown, words):
    assert paragraphs(markdown) == words


def test_letters_that_cannot_be_drawn_are_question_marks():
    assert printable({"a": ["Été à 3 000 €", "日\U0001f449\x00", 3]}) == {"a": ["Été à 3 000 €", "???", 3]}
    assert printable("e\u0301te\u0301 : −1 ≤ 2") == "été : −1 ≤ 2"
    assert printable("une\nligne") == "une ligne"


def test_every_letter_kept_can_be_drawn():
    from datetime import UTC, datetime

    from gamma.ground.pdf import typeset

    every = printable("".join(map(chr, range(0x20, 0xD800))).replace("\u2028", "").replace("\u2029", ""))
    kept = "".join(dict.fromkeys(every))
    assert len(kept) > 600
    data = {"kicker": kept, "lead": "", "notices": [], "sections": [], "colophon": "", "open": "o", "shown": ""}
    made = datetime(2026, 7, 1, tzinfo=UTC)
    told = {**data, "link": "https://exemple.fr"}
    assert typeset("simulators/keeping/simulation.typ", told, title="t", language="fr", made=made)
