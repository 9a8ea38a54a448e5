"""A bad season file is refused with its line, its field and a mend, and nothing of it is written."""

import re
import tracemalloc

import pytest

from gamma.cockpit.reports.actions import load
from gamma.cockpit.reports.season.reading import read_file, read_text
from gamma.ground.faults import Refused

pytestmark = pytest.mark.django_db
READING = "{period: 2020-09, value: 700, source: article}"
EDITION = "edition: {id: small, label: Petite saison, starts: 2020-09, ends: 2021-03}"
LEVER = "products.bakery.levers.flyers"
LOAVES, SMELL = "products.bakery.indicators.loaves", "products.bakery.indicators.smell"
DEFINED, TARGET = LOAVES + ".definitions[1]", LOAVES + ".targets.t1"
FIRST, SECOND = LOAVES + ".readings[1]", LOAVES + ".readings[2]"

# What is wrong: what to replace in the small season, by what, and the field and mend that must be told.
WRONG = {
    "an address that is a page": ("id: bakery", "id: bilan", "products.bilan.id", "choisir un autre id"),
    "unknown unit": ("unit: files", "unit: file", DEFINED + ".unit", "écrire files"),
    "text for a number": ("value: 700", "value: beaucoup", FIRST + ".value", "17936"),
    "a number with a comma": ("value: 935.5", "value: '935,5'", SECOND + ".value", "92.5"),
    "not a number": ("value: 700", "value: NaN", FIRST + ".value", "17936"),
    "an endless number": ("value: 700", "value: 1e400", FIRST + ".value", "18 chiffres"),
    "a very long number": ("value: 700", f"value: {'9' * 5_000}", FIRST + ".value", "18 chiffres"),
    "a future reading": ("{period: 2021-03", "{period: 2031-03", SECOND + ".period", "corriger la période"),
    "a future review": ("held: 2020-09", "held: 2031-09", "reviews.kickoff.held", "corriger la date"),
    "a future source": ("2021-05-11", "2031-05-11", "sources.article.published", "corriger la date"),
    "a future taking": ("value: 700", "value: 700, taken_on: 2031", FIRST + ".taken_on", "corriger la date"),
    "a future claim": ("{text: La", "{made: 2031, text: La", LOAVES + ".claims[1].made", "corriger la date"),
    "a duplicate indicator": ("- id: smell", "- id: loaves", LOAVES + ".id", "autre id"),
    "a duplicate source": ("- {id: sheet,", "- {id: article,", "sources.article.id", "autre id"),
    "the same reading twice": (READING, f"{READING}\n          - {READING}", SECOND, "was et reason"),
    "the same, version said": (
        READING,
        f"{READING}\n          - {READING[:-1]}, version: 1}}",
        SECOND,
        "was et reason",
    ),
    "a reading before it began": ("{period: 2021-03", "{period: 2021-06", SECOND + ".period", "la source"),
    "taken before its period": ("value: 700", "value: 700, taken_on: 2020-08", FIRST + ".period", "la date"),
    "a period that is none": ("{period: 2020-09", "{period: septembre", FIRST + ".period", "2020-12"),
    "a date that is not": ("starts: 2020-09,", "starts: 2020-13,", "edition.starts", "calendrier"),
    "month zero": ("starts: 2020-09,", "starts: 2020-00,", "edition.starts", "calendrier"),
    "a far year": ("starts: 2020-09,", "starts: 9999-12,", "edition.starts", "1900"),
    "the last week": ("{period: 2020-09", "{period: 9999-W52", FIRST + ".period", "1900"),
    "dates out of order": ("ends: 2021-03", "ends: 2020-03", "edition.ends", "deux dates"),
    "an unknown field": ("name: Boulangerie", "name: x\n    nmae: y", "products.bakery.nmae", "écrire name"),
    "a missing field": ("    name: Boulangerie\n", "", "products.bakery.name", "ajouter name"),
    "an unknown kind": ("kind: count,", "kind: counts,", DEFINED + ".kind", "écrire count"),
    "an unknown window": ("period: month", "period: monthly", DEFINED + ".period", "month"),
    "an unknown source": ("approx, source: article", "approx, source: arcle", SECOND + ".source", "écrire article"),
    "an unknown review": ("review: kickoff", "review: kick", LOAVES + ".history[1].review", "kickoff"),
    "an unknown target": ("target: t1", "target: t2", LOAVES + ".claims[1].target", "t1"),
    "no reading at the baseline": ("baseline: 2020-09", "baseline: 2020-08", TARGET + ".baseline", "2020-09"),
    "a reading without value": ("value: 700, ", "", FIRST, "donner value"),
    "a precision without number": ("value: 700,", "text: beaucoup,", FIRST, "unstated"),
    "value and band": ("value: 900,", "value: 900, band: [1, 2],", TARGET, "garder l'un"),
    "a band upside down": ("value: 900,", "band: [2, 1],", TARGET, "deux bornes"),
    "a correction without reason": ("value: 700", "value: 700, was: [{value: 7}]", FIRST, "ajouter reason"),
    "a successor of a living one": (
        "- id: smell",
        "- id: smell\n        successor: loaves",
        SMELL + ".successor",
        "retired",
    ),
    "a unit known everywhere": ("units:", "units:\n  visits: {fr: [v, v], en: [v, v]}", "units.visits", "la retirer"),
    "an address with accents": ("id: bakery", "id: dété", "products.dété.id", "tirets"),
    "a very long address": ("id: t1,", f"id: {'t' * 41},", f"{LOAVES}.targets.{'t' * 41}.id", "au plus 40"),
    "a link that is none": ("name: Boulangerie", "name: B\n    site: b.fr", "products.bakery.site", "https://"),
    "an unknown language": ("label: Petite saison", "label: {de: Klein}", "edition.label", "écrire fr ou en"),
    "another format": ("gamma-season-file/1", "gamma-season-file/9", "format", "gamma-season-file/1"),
    "a list for a block": (EDITION, "edition: [small]", "edition", "champ: valeur"),
    "a word for a list": ("sources: [article]}", "sources: article}", LEVER + ".sources", "tiret"),
    "a block for a word": ("name: Boulangerie", "name: {fr: Boulangerie}", "products.bakery.name", "texte"),
    "a list for a date": ("due: 2021-03", "due: [2021-03]", TARGET + ".due", "2020-09-30"),
    "a very long text": ("name: Pains par mois", f"name: {'x' * 5_000}", DEFINED + ".name.fr", "4000"),
}


@pytest.mark.parametrize(("old", "new", "field", "mend"), WRONG.values(), ids=WRONG)
def test_a_wrong_field_is_named_and_nothing_is_written(small, today, rows, old, new, field, mend):
    assert old in small
    text = small.replace(old, new, 1)
    line = small[: small.index(old)].count("\n") + 1
    before = rows()
    with pytest.raises(Refused) as refusal:
        load(read_text(text, "season.yaml", today), by="test")
    first = refusal.value.faults[0]
    assert first.field == field
    assert mend in f"{first.what} {first.mend}"
    assert first.line
    assert line - 1 <= first.line <= line + new.count("\n") + 1
    assert f"season.yaml, ligne {first.line}, champ {field}" in str(refusal.value)
    assert rows() == before


UNREADABLE = {
    "nothing": ("", "ne contient pas de saison"),
    "only a comment": ("# rien\n", "ne contient pas de saison"),
    "a word": ("saison", "ne contient pas de saison"),
    "a list": ("- a\n- b\n", "ne contient pas de saison"),
    "broken YAML": ("format: x\nedition: {id: small\nsources: []\n", "ligne 3 : ce n'est pas du YAML lisible"),
    "bad indentation": ("edition:\n    id: a\n  label: b\n", "ligne 3 : ce n'est pas du YAML lisible"),
    "a tab": ("edition:\n\tid: a\n", "ligne 2 : ce n'est pas du YAML lisible"),
    "two documents": ("format: x\n---\nformat: y\n", "ligne 2 : le fichier contient plusieurs documents"),
    "a key twice": ("format: x\nsources: []\nformat: y\n", "ligne 3 : “format” est écrit deux fois .déjà ligne 1"),
    "a list as a key": ("? [a, b]\n: c\n", "ligne 1 : un nom de champ"),
    "an alias": ("a: &a [x]\nb: *a\n", "ligne 1 : les ancres"),
    "a tag": ("a: !!python/object/apply:os.system [ls]\n", "ligne 1 : l'étiquette"),
    "a billion laughs": ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "ligne 1 : les ancres"),
    "deep lists": ("a: " + "[" * 100_000, "ligne 1 : .*niveaux"),
    "deep blocks": ("".join(f"{' ' * depth}a:\n" for depth in range(200)), "plus de 20 niveaux"),
    "a very long list": ("a: [" + "x," * 40_000 + "]", "plus de 30000 éléments"),
    "very many values": ("".join(f"a{n}: [{'x,' * 25_000}]\n" for n in range(50)), "plus de 1000000 valeurs"),
    "a NUL": ("format: x\nb: a\0b\n", "ligne 2 : le texte contient un caractère de contrôle"),
    "an escaped NUL": ('format: x\nb: "a\\0b"\n', "ligne 2 : le texte contient un caractère de contrôle"),
    "half a character": ('format: x\nb: "\\ud800"\n', "ligne 2 :"),
}


@pytest.mark.parametrize(("text", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_season_is_refused(text, said, today, rows):
    before = rows()
    with pytest.raises(Refused, match=said):
        load(read_text(text, "season.yaml", today), by="test")
    assert rows() == before


ENCODINGS = {
    "latin-1": ("# été\nformat: x\n".encode("latin-1"), "ligne 1 : le texte n'est pas en UTF-8"),
    "latin-1, further": ("a: b\nc: é\n".encode("latin-1"), "ligne 2 : le texte n'est pas en UTF-8"),
    "UTF-16": ("format: x\n".encode("utf-16"), "ligne 1 : le texte n'est pas en UTF-8"),
    "UTF-16, no mark": ("format: x\n".encode("utf-16-le"), "ligne 1 : le texte contient un caractère de contrôle"),
    "UTF-32": ("format: x\n".encode("utf-32"), "ligne 1 : le texte"),
    "bytes": (bytes(range(256)), "ligne 1|ligne 2"),
}


@pytest.mark.parametrize(("content", "said"), ENCODINGS.values(), ids=ENCODINGS)
def test_another_encoding_is_refused(tmp_path, today, content, said):
    path = tmp_path / "season.yaml"
    path.write_bytes(content)
    with pytest.raises(Refused, match=said):
        read_file(path, today)


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path, small, today):
    path = tmp_path / "season.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + small.replace("\n", "\r\n").encode())
    assert read_file(path, today) == read_text(small, "season.yaml", today)


def test_a_huge_file_is_refused_unread(tmp_path, today):
    path = tmp_path / "season.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(Refused, match=r"season\.yaml : le fichier pèse plus que les 10 Mo acceptés"):
        read_file(path, today)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_missing_file_and_a_folder_are_said(tmp_path, today):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(Refused, match="fichier illisible"):
            read_file(path, today)


def test_all_the_faults_are_told_together_in_order(small, today):
    text = (
        small.replace("value: 700", "value: x").replace("kind: press", "kind: presse").replace("due: 2021-03", "due: z")
    )
    with pytest.raises(Refused) as refusal:
        read_text(text, "season.yaml", today)
    lines = [fault.line for fault in refusal.value.faults]
    assert len(lines) == 3
    assert lines == sorted(lines)
    assert "3 défauts : rien n'a été enregistré." in str(refusal.value)


ODD = ["", "[]", "{}", "[[]]", "{a: {b: c}}", "x" * 300, "9" * 60, "-1", "2020-02-31", "true", "~", "'\"'"]
ENGLISH = re.compile(r"\b(Input|should|valid|value is|expected|got)\b")


def _fields(text):
    """The lines that say a value, a few of each long series being enough."""
    for rank, line in enumerate(text.splitlines()):
        if ": " in line and "visites-mon-entreprise, tool" not in line:
            yield rank, line.split(": ", 1)[0]


def _refusal(text, today):
    try:
        read_text(text, "season.yaml", today)
    except Refused as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("odd", ODD)
def test_any_value_replaced_by_another_sort_is_read_or_refused_in_french(shipped_text, today, odd):
    lines = [line for line in shipped_text.splitlines() if "tool: AT Internet" not in line]
    said = set()
    for rank, name in list(_fields("\n".join(lines)))[ODD.index(odd) :: 31]:
        said.add(_refusal("\n".join([*lines[:rank], f"{name}: {odd}", *lines[rank + 1 :]]), today))
    assert any("ligne" in words for words in said)
    assert not [words for words in said if ENGLISH.search(words)]
