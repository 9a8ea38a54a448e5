"""The English is complete and asks for the same values as the French."""

import gettext
import re

import pytest
from babel.messages.catalog import Catalog

from gamma.ground import catalogue


def test_the_english_is_complete_and_right():
    found = catalogue.faults(catalogue.texts(), catalogue.english())
    assert not found, "run `python -m gamma.ground.catalogue`, then translate:\n" + "\n".join(found)


def test_what_gettext_reads_is_written(tmp_path, monkeypatch):
    said, translated = Catalog(locale="en"), Catalog(locale="en")
    said.add(("%(n)s cible", "%(n)s cibles"))
    translated.add("80 % de", "80% of")
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path)
    monkeypatch.setattr(catalogue, "texts", lambda: said)
    monkeypatch.setattr(catalogue, "english", lambda: translated)
    catalogue.compile_all()
    english, french = (gettext.translation("django", tmp_path / "locale", [code]) for code in ("en", "fr"))
    assert english.gettext("80 % de") == "80% of"
    assert [french.ngettext("%(n)s cible", "%(n)s cibles", n)[6:] for n in (0, 1, 2)] == ["cible", "cible", "cibles"]


def test_nothing_is_said_under_a_name_that_is_not_looked_for():
    """`gettext as now` would translate, but its texts would not be found, and would stay French."""
    alias = re.compile(r"\b[np]?n?gettext(?:_lazy)? as (?!_\b)\w+")
    files = sorted(catalogue.PACKAGE.rglob("*.py"))
    assert [str(file) for file in files if alias.search(file.read_text(encoding="utf-8"))] == []


def test_texts_are_found_in_code_and_in_templates():
    said = catalogue.texts()
    assert said.get("année %(year)s")
    assert said.get("Éditions")
    assert said.get("Aller au contenu")
    assert said.get("source", context="of a figure")
    assert any(isinstance(message.id, tuple) for message in said)


@pytest.mark.parametrize(
    ("french", "english", "fault"),
    [
        ("cible", "", "not translated"),
        (("un", "%(n)s"), ("one", ""), "not translated"),
        ("sur %(all)s", "of all", "placeholders differ"),
        ("80 %% de %(x)s", "80% of %(x)s", "placeholders differ"),
        ("cible", "target", None),
    ],
)
def test_a_fault_is_told(french, english, fault):
    said, translated = Catalog(locale="en"), Catalog(locale="en")
    said.add(french)
    translated.add(french, english)
    assert [line.split(":")[0] for line in catalogue.faults(said, translated)] == ([fault] if fault else [])


def test_what_is_fuzzy_or_no_longer_said_is_told():
    said, translated = Catalog(locale="en"), Catalog(locale="en")
    said.add("cible")
    translated.add("cible", "target", flags=["fuzzy"])
    translated.add("ancien", "old")
    assert catalogue.faults(said, translated) == ["no longer said: 'ancien'", "to be checked: 'cible'"]
