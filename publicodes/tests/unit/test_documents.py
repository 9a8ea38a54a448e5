"""Documents: YAML 1.2 as the language reads it, faults with their places, texts written to break a reader."""

import math

import pytest

from publicodes.reading.building import Unreadable
from publicodes.reading.documents import Document


def data(text: str, *, json: bool = False) -> object:
    return Document("rules", text, json).data()


def fault(text: str, *, json: bool = False) -> tuple[str, list[tuple[int, int]]]:
    """The code of what is wrong and the lines and columns it is shown at."""
    document = Document("rules", text, json)
    with pytest.raises(Unreadable) as refused:
        document.data()
    places = [document.at(offset) for offset in refused.value.at]
    return refused.value.code, [(place.line, place.column) for place in places]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"),
        ("oui", "oui"),
        ("True", True),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e3", 1000.0),
        ("-.5", -0.5),
        ("12:30:00", "12:30:00"),
        ("2020-01-01", "2020-01-01"),
        ("1_000", "1_000"),
        (".inf", math.inf),
        ("~", None),
        ('"1"', "1"),
        ("12345678901234567890", 12345678901234567890.0),
        ("+", "+"),
        ("l'été", "l'été"),
    ],
)
def test_scalars_are_those_of_the_core_schema(written: str, read: object) -> None:
    found = data(f"a: {written}")
    assert found == {"a": read}
    assert type(found["a"]) is type(read)


def test_a_merge_key_is_a_name() -> None:
    assert data("<<: 1") == {"<<": 1}


def test_aliases_repeat_what_is_anchored() -> None:
    assert data("a: &x {b: 1}\nc: *x\nd: &x 2\ne: *x") == {"a": {"b": 1}, "c": {"b": 1}, "d": 2, "e": 2}


def test_an_empty_text_has_no_data() -> None:
    assert data("# nothing\n") is None


@pytest.mark.parametrize(
    ("text", "code", "places"),
    [
        ("a: 1\nb: 2\na: 3", "PC108", [(1, 1), (3, 1)]),
        ("x:\n  - y: 1\n  - {a: 1, a: 2}", "PC108", [(3, 6), (3, 12)]),
        ("a: !!str 1", "PC107", [(1, 4)]),
        ("a: !x [1]", "PC107", [(1, 4)]),
        ("a: 1\n---\nb: 2", "PC106", [(2, 1)]),
        ("[a]: 1", "PC111", [(1, 1)]),
        ("a: &x [*x]", "PC110", [(1, 8)]),
        ("a: *nothing", "PC110", [(1, 4)]),
        ("a: b: c", "PC104", [(1, 5)]),
        ("é: \x01", "PC104", [(1, 4)]),
        ("a:\n\t- b", "PC104", [(2, 1)]),
    ],
)
def test_faults_of_yaml(text: str, code: str, places: list[tuple[int, int]]) -> None:
    assert fault(text) == (code, places)


@pytest.mark.parametrize(
    ("text", "code", "places"),
    [
        ('{"a": 1', "PC104", [(1, 8)]),
        ('{"a": 1, "a": 2}', "PC108", [(1, 2), (1, 10)]),
        ('{"a": NaN}', "PC104", []),
        ('{"a": "\\ud83d"}', "PC104", [(1, 8)]),
        ('{"a":' * 100_000, "PC109", [(1, 1001)]),
    ],
)
def test_faults_of_json(text: str, code: str, places: list[tuple[int, int]]) -> None:
    assert fault(text, json=True) == (code, places)


def test_json_may_escape_whole_characters() -> None:
    assert data('{"a": "\\ud83d\\ude00"}', json=True) == {"a": "😀"}


@pytest.mark.parametrize(
    "text", ["- " * 100_000, "a: " + "[ " * 300 + "]" * 300, "a: " + "{a: " * 300 + "1" + "}" * 300]
)
def test_depth_is_bounded(text: str) -> None:
    assert fault(text)[0] == "PC109"


def test_aliases_do_not_make_a_document_deeper_than_allowed() -> None:
    assert fault("a: &a " + "[" * 150 + "]" * 150 + "\nb: " + "[" * 100 + "*a" + "]" * 100)[0] == "PC109"


def test_aliases_of_aliases_are_counted() -> None:
    lines = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 30)]
    assert fault("\n".join(["a0: &a0 [x]", *lines]))[0] == "PC110"


def test_a_place_is_that_of_the_key_or_of_the_deepest_part_there_is() -> None:
    document = Document("rules", "a:\n  valeur:\n    somme:\n      - b\n      -   c\né: 1\nd: 2\n")
    assert str(document.place(("a", "valeur", "somme", 1))) == "rules:5:11: a → valeur → somme → 1"
    assert document.place(("a", "valeur", "absent", 3)).line == 2
    assert (document.place(("d",)).line, document.place(("d",)).column) == (7, 1)
