"""Texts of the rules are Markdown, shown without danger."""

import pytest

from gamma.services.simulators.documenting.formulas import Named, plain, told, written
from gamma.services.simulators.documenting.parts import Part, phrase
from gamma.services.simulators.documenting.texts import html

RULES = "/simulateurs/regles/"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://example.org/x.png)"]
)
def test_no_text_brings_a_script_or_a_picture(text):
    page = html(text, RULES)
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_titles_are_under_those_of_the_page_and_lists_are_lists():
    assert html("# Titre\n\n- un\n- deux", RULES) == "<h3>Titre</h3>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"


def test_links_to_the_documentation_lead_to_our_pages():
    page = html("[x](/documentation/dirigeant/auto-entrepreneur)", RULES)
    assert 'href="/simulateurs/regles/dirigeant/auto-entrepreneur/"' in page


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("1.5 % * ", "1,5 % × "),
        ("date >= '01/01/2026'", "date ≥ 01/01/2026"),
        ("chiffre d'affaires = 'CDI'", "chiffre d'affaires = CDI"),
        ("1635 €/mois", "1\u202f635 €/mois"),
    ],
)
def test_formulas_are_written_as_readers_write(formula, shown):
    assert plain(formula) == shown


def test_the_longest_name_is_the_one_that_is_meant():
    names = [Named("SMIC", (Part("A"),)), Named("SMIC . horaire", (Part("B"),))]
    assert "".join(part.text for part in told("SMIC . horaire * SMIC", names)) == "B × A"
    assert written("salarié . temps de travail . SMIC", "3 * temps de travail . SMIC") == "temps de travail . SMIC"
    assert written("salarié . SMIC", "SMIC . horaire") == ""


def test_a_phrase_puts_links_where_its_translation_wants_them():
    found = phrase("%(value)s of %(name)s.", name=(Part("A", rule="a"),), value="1")
    assert found == (Part("1 of "), Part("A", rule="a"), Part("."))
