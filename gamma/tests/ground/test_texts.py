"""Texts: the one to show, and the order a French dictionary gives."""

import pytest

from gamma.ground.texts import chosen, sorting


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ({"fr": "oui", "en": "yes"}, "en", "yes"),
        ({"fr": "oui"}, "en", "oui"),
        ({"en": "yes"}, "fr", "yes"),
        ({}, "fr", ""),
    ],
)
def test_the_text_in_the_language_asked_or_in_the_one_there_is(text, language, shown):
    assert chosen(text, language) == shown


def test_accents_and_capitals_do_not_count():
    names = ["Zoé", "école", "Eau", "Étude", "bois"]
    assert sorted(names, key=sorting) == ["bois", "Eau", "école", "Étude", "Zoé"]
