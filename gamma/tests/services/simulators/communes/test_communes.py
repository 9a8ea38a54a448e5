"""Communes: found as people type them, and what they answer to the rules that run on them."""

import re

import pytest
from django.conf import settings
from django.test import RequestFactory

from gamma.services.simulators.communes import RATE, RULE, by, find, table, views
from gamma.services.simulators.rules import engine

if not (settings.ROOT / table.PACKAGE).exists():
    pytest.skip("the administrative division is not installed: `npm ci`", allow_module_level=True)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lyon", "Lyon (69001)"),
        ("LYÔN", "Lyon (69001)"),
        ("69003", "Lyon (69003)"),
        ("Paris 75011", "Paris (75011)"),
        ("st-etienne", "Saint-Étienne (42000)"),
        ("aix", "Aix (19200)"),
        ("l'abergement-c", "L'Abergement-Clémenciat (01400)"),
        ("oeuf", "Œuf-en-Ternois (62130)"),
        ("  la  seyne ", "La Seyne-sur-Mer (83500)"),
        ("seyne", "Seyne (04140)"),
        ("saint denis 974", "Saint-Denis (97400)"),
    ],
)
def test_what_people_type_is_found_first(typed, first):
    assert str(find(typed)[0]) == first


def test_names_that_begin_so_come_before_words_and_big_places_before_small():
    found = [one.name for one in find("mulh", 50)]
    assert found[0] == "Mulhouse"
    begun = find("aix", 50)
    first_word = [one.name.lower().startswith("aix") for one in begun]
    assert first_word == sorted(first_word, reverse=True)
    populations = [
        one.population for one, begins in zip(begun, first_word, strict=True) if begins and one.name != "Aix"
    ]
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize("typed", ["", "l", "zzzz", "a(", "\t#69123", "\n", "lyon 75001", ".*", "é" * 10_000])
def test_nothing_is_found_of_nothing(typed):
    assert find(typed) == ()


def test_only_the_name_is_searched():
    found = find("fran", 3_000)
    assert found[0].name == "Franconville"
    assert not any(one.department == "Polynésie française" for one in found)


def test_there_are_no_more_than_asked_for_and_each_once():
    assert len(find("saint", 3)) == 3
    codes = [one.code for one in find("saint", 500)]
    assert len(codes) == len(set(codes)) == 500


def test_a_commune_is_named_by_its_code_or_by_its_reference():
    assert by("2A004").name == "Ajaccio"
    assert by("69123").postal_codes[0] == "69001"
    assert str(by(find("69003")[0].reference)) == "Lyon (69003)"
    assert by("69123-13001").postal_codes[0] == "69001"  # not one of its own
    assert [by(one) for one in ("", "99999", "lyon", "69123-", "6912٣")] == [None] * 5


def test_every_commune_that_exists_is_in_the_table_once():
    lines = table.made().decode().strip("\n").split("\n")
    codes = [line.split("\t")[1] for line in lines]
    assert len(set(codes)) == len(codes) > 34_900
    assert not any('"' in line for line in lines)  # what names are quoted with


def test_the_table_is_kept_and_small(settings, tmp_path):
    settings.VAR = tmp_path
    first = table.table.__wrapped__()
    kept = list((tmp_path / "communes").iterdir())
    assert [path.read_bytes() for path in kept] == [first]
    assert len(first) < 2_500_000
    kept[0].write_bytes(b"\nread again\n")
    assert table.table.__wrapped__() == b"\nread again\n"


@pytest.mark.parametrize("code", ["69123", "97411", "97608", "01001", "97701"])
def test_the_rules_take_what_a_commune_answers(code):
    one = by(code)
    rules = engine("modele-social").with_situation(one.answers())
    assert rules.evaluate(RULE).value == str(one)
    assert rules.evaluate(f"{RULE} . département").value == one.department
    assert rules.evaluate(RATE).value == 0
    overseas = rules.evaluate(f"{RULE} . département . outre-mer").value
    assert overseas is (code in ("97411", "97608"))


def test_departments_are_named_as_the_rules_compare_them():
    written = str({name: rule.raw for name, rule in engine("modele-social").rules.items()})
    compared = set(re.findall(r"département = '((?:d'[A-Z]|[^'])+)'", written))
    assert {"La Réunion", "Val-d'Oise", "Wallis-et-Futuna"} <= compared
    lines = table.made().decode().strip("\n").split("\n")
    assert compared <= {line.split("\t")[4] for line in lines}


def test_communes_to_choose_from():
    answer = views.options(RequestFactory().get("/", {"q": "69003"}))
    assert 'value="69123-69003"> Lyon (69003), Rhône</label>' in answer.content.decode()
    assert "max-age=3600" in answer.headers["Cache-Control"]


def test_the_same_for_a_program():
    answer = views.data(RequestFactory().get("/", {"q": "l'abergement-c"}))
    assert (
        b'"answers": {"\\u00e9tablissement . commune . nom": "\\"L\'Abergement-Cl\\u00e9menciat\\""' in answer.content
    )


def test_a_hostile_name_is_text():
    assert views.options(RequestFactory().get("/", {"q": "<script>"})).content.decode().strip() == ""
