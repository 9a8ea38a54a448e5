"""Rule sets on which walker and programs once differed, reduced."""

from __future__ import annotations

from typing import Any

import pytest
from agreeing import Trial, agree

from publicodes import Engine
from publicodes.specialising.program import Input
from publicodes.values.units import parse_unit

NUMBERS = (-3.0, 0.0, 1.0, 10.0, 250.0, 3000.0)
TRUTHS = (True, False)
FALLING = [{"taux": "5%", "plafond": "100 €"}, {"taux": "5%", "plafond": "10 €"}, {"taux": "0%"}]
FOUND: dict[str, dict[str, Any]] = {
    "a scale scans all its brackets under zero": {"a": {"barème": {"assiette": "n", "tranches": FALLING}}},
    "a power of what does not apply": {
        "p": {"valeur": 2, "applicable si": "b"},
        "a": {"**": [{"valeur": 1, "applicable si": "non"}, "n"]},
        "c": {"**": ["p", "n"]},
    },
    "a boolean times what does not apply": {"p": {"valeur": 2, "applicable si": "non"}, "a": {"*": ["b", "p"]}},
    "what does not apply plus an amount of another unit": {
        "p": {"valeur": "n", "unité": "€", "applicable si": "b"},
        "a": {"+": ["p", "2 k€"]},
    },
    "units that do not convert are taken as they are": {
        "p": {"variations": [{"si": "b", "alors": "n"}, {"sinon": "3 k€"}]},
        "a": {"valeur": "p", "unité": "kg"},
    },
    "an undecided branch still meets what is in error": {
        "u": None,
        "a": {"variations": [{"si": "u", "alors": 1}, {"si": {"=": [{"/": [1, "n"]}, 1]}, "alors": 2}]},
    },
    "an override in error is an error unread": {
        "k": 1,
        "a": {"valeur": 5, "contexte": {"k": {"/": [1, "n"]}}},
    },
    "a zero without unit borrows that of its ceiling": {
        "p": {
            "variations": [{"si": "b", "alors": {"valeur": "0", "arrondi": "oui"}}, {"sinon": {"*": ["10", "1 %"]}}],
            "plafond": "1000 %",
        },
        "a": {"-": ["p", "5 %"]},
    },
    "two dates that both hold": {
        "p": {"variations": [{"si": "b", "alors": "15/06/2020"}, {"sinon": "01/06/2020"}]},
        "a": {"toutes ces conditions": ["p", "p"]},
        "c": {"condition": {"si": "n > 0", "alors": "1", "sinon": "2"}},
    },
    "a unit that does not convert to itself": {
        "p": {"produit": ["n", "1 k€", "n"]},
        "q": {"condition": {"si": "b", "alors": "p", "sinon": "3 k€2.€"}},
        "a": "p - q",
        "c": {"le maximum de": ["p", "q"]},
    },
    "a boolean that has a unit in some rows": {
        "p": {"condition": {"si": "n > 0 €", "alors": "b", "sinon": {"valeur": "b", "unité": "€"}}},
        "a": {"moyenne": ["p", "b"]},
    },
    "what a condition gives where its test does not apply": {
        "p": {"valeur": "b", "applicable si": "n > 0 €"},
        "q": {"condition": {"si": "p", "alors": "n", "sinon": "n"}},
        "a": {"somme": ["q", "10 %"]},
    },
    "what is taken from what does not apply has no unit": {
        "p": {"valeur": "n", "applicable si": "b"},
        "q": "p - n",
        "a": {"somme": ["q", "10 %"]},
    },
    "ceilings written in percentages of a base without unit": {
        "p": {"variations": [{"si": "b", "alors": "n * 1 / 1 €"}, {"sinon": "300"}]},
        "a": {
            "taux progressif": {
                "assiette": "p",
                "multiplicateur": "1000 €",
                "tranches": [{"plafond": "20 %", "taux": "0 %"}, {"plafond": "110 %", "taux": "5 %"}],
            }
        },
    },
    "a number or « non »": {
        "p": {"variations": [{"si": "b", "alors": "n"}, {"sinon": "non"}]},
        "u": {"valeur": "p", "unité": "k€"},
        "a": {"somme": ["p", "u", "2 €"]},
        "c": "u * n",
        "d": "p / 2 €",
        "e": "5 € - p",
        "f": "p + 5 %",
        "g": "p = non",
        "h": {"+": [{"variations": [{"si": "p = u", "alors": 1}, {"sinon": 2}]}, "p"]},
        "i": {"valeur": "n", "plancher": "p"},
        "j": {"valeur": "u", "plafond": "n", "arrondi": "oui"},
        "k": {"barème": {"assiette": "u", "tranches": [{"taux": "5 %", "plafond": "1 k€"}, {"taux": "10 %"}]}},
        "l": {"barème": {"assiette": "n", "tranches": [{"taux": "5 %", "plafond": "u"}, {"taux": "10 %"}]}},
        "m": {"variations": [{"si": "u", "alors": "1"}, {"sinon": "2"}]},
        "o": {"toutes ces conditions": ["p", "n > 10 €"]},
        "q": {"le maximum de": ["p", "10 €", "u"]},
        "r": {"valeur": "n", "applicable si": "p > 10 €"},
        "s": {"moyenne": ["p", "u", "n"]},
        "t": {"valeur": "n", "non applicable si": "b", "par défaut": "p"},
        "v": "p ** 2",
        "w": {"variations": [{"si": "b", "alors": "0 €"}, {"sinon": "non"}]},
        "x": {"variations": [{"si": "w = non", "alors": "1"}, {"sinon": "2"}]},
    },
    "what does not apply is no « non »": {
        "t": {"valeur": "b", "applicable si": "n > 0 €"},
        "p": {"condition": {"si": "t", "alors": "n", "sinon": "non"}},
        "a": "p * 2",
        "c": {"variations": [{"si": "p", "alors": "1"}, {"sinon": "2"}]},
        "u": None,
        "w": {"condition": {"si": "t", "alors": "n", "sinon": "u"}},
        "d": {"le minimum de": ["p", "w"]},
        "e": "d * 2",
    },
    "a rounding is in the unit of its row": {
        "p": {"variations": [{"si": "b", "alors": "n"}, {"sinon": "1.5 k€"}]},
        "a": {"valeur": "p", "arrondi": "oui"},
    },
}


@pytest.mark.parametrize("name", FOUND)
def test_they_agree(name: str) -> None:
    rules = {"n": {"unité": "€"}, "b": {"question": "?"}, **FOUND[name]}
    inputs = [Input("n", "number", parse_unit("€")), Input("b", "boolean")]
    rows = [{"n": number, "b": truth} for number in NUMBERS for truth in TRUTHS]
    tally = agree(Trial(Engine(rules), inputs, rows, list(rules)))
    assert tally.faults == []
    assert tally.walked < tally.pairs
