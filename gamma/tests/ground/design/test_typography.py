"""French spaces, and numbers in both languages."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from gamma.ground.design.numbers import number, percent, quantity, signed
from gamma.ground.design.typography import french


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ? Oui ! Enfin ; bon : fin", "Vraiment\u202f? Oui\u202f! Enfin\u202f; bon\u00a0: fin"),
        ("« 17 936 comptes »", "«\u00a017\u202f936 comptes\u00a0»"),
        ("119,6 % et 12 €", "119,6\u202f% et 12\u00a0€"),
        ("le 1er mars", "le 1er\u00a0mars"),
        ("https://a.fr/?b=1:2", "https://a.fr/?b=1:2"),
        ('<a title="a ?">b ?</a><code>c ?</code>', '<a title="a ?">b\u202f?</a><code>c ?</code>'),
        ("en 2020 123 comptes", "en 2020 123 comptes"),
    ],
)
def test_spaces_that_must_not_break(typed, printed):
    assert french(typed) == printed
    assert french(printed) == printed


def test_numbers_in_french():
    with override("fr"):
        assert number(Decimal("1250000.50")) == "1\u202f250\u202f000,5"
        assert signed(76.5) == "+76,5"
        assert signed(-11.6) == "\u221211,6"
        assert signed(0) == "0"
        assert percent(Decimal("119.573"), 1) == "119,6\u202f%"
        assert percent(100, 1) == "100\u202f%"
        assert quantity(12, "€") == "12\u00a0€"
        assert quantity(12, "") == "12"


def test_numbers_in_english():
    with override("en"):
        assert number(1250000.5) == "1,250,000.5"
        assert percent(119.6) == "119.6%"
        assert quantity(12, "€") == "€12"
        assert quantity(12, "jours") == "12\u00a0jours"
