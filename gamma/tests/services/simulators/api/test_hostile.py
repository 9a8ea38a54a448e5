"""What hostile callers send: refused with a sentence, never a fault of ours, and soon."""

import json
from time import monotonic

import pytest

from gamma.services.simulators.rules import engine

from .conftest import GROSS, NET


def nested(depth):
    return '{"somme": [' * depth + "1" + "]}" * depth


HOSTILE = {
    "empty": (b"", 400),
    "half": (b"{", 400),
    "not an object": (b"[]", 422),
    "null": (b"null", 422),
    "wrong UTF-8": (b'{"expressions": "\xff"}', 400),
    "UTF-16": ('{"expressions": "1"}'.encode("utf-16"), 400),
    "one megabyte": (json.dumps({"expressions": "1" * 2**20}), 413),
    "long expression": (json.dumps({"expressions": "1 + " * 600 + "1"}), 422),
    "long name": (json.dumps({"situation": {"x" * 5000: 1}, "expressions": "1"}), 422),
    "10,000 brackets": ("[" * 10_000, 422),
    "10,000 objects": ('{"expressions": ' + nested(10_000) + "}", 422),
    "60 objects": ('{"expressions": ' + nested(29) + "}", 422),
    "brackets in a text": (json.dumps({"expressions": "[" * 1000}), 422),
    "many objects": (json.dumps({"expressions": {"somme": [{"somme": [1]}] * 3000}}), 422),
    "many expressions": (json.dumps({"expressions": ["1"] * 201}), 422),
    "no expression": (json.dumps({"expressions": []}), 422),
    "many keys": (json.dumps({"situation": {f"r{n}": 1 for n in range(301)}, "expressions": "1"}), 422),
    "many parentheses": (json.dumps({"expressions": "(" * 1000}), 422),
    "key twice": (b'{"expressions": "1", "expressions": "2"}', 422),
    "rule twice": (b'{"situation": {"dirigeant": 1, "dirigeant": 2}, "expressions": "1"}', 422),
    "unknown key": (json.dumps({"expressions": "1", "zut": 1}), 422),
    "NaN": (b'{"expressions": NaN}', 422),
    "Infinity": (b'{"expressions": -Infinity}', 422),
    "1e999": (b'{"expressions": 1e999}', 422),
    "5,000 digits": ('{"expressions": ' + "9" * 5_000 + "}", 422),
    "399 digits": ('{"expressions": ' + "9" * 399 + "}", 422),
    "bomb": (json.dumps({"expressions": "9 ** 9 ** 9 ** 9"}), 422),
    "tight bomb": (json.dumps({"expressions": "9**9**9"}), 422),
    "zero to a negative power": (json.dumps({"expressions": "0 ** (0 - 1)"}), 422),
    "root of a negative": (json.dumps({"expressions": "(0 - 8) ** 0.5"}), 422),
    "null byte": (json.dumps({"expressions": "a\0b"}), 422),
    "null byte in a key": (json.dumps({"situation": {"a\0b": 1}, "expressions": "1"}), 422),
    "half of a character": (b'{"expressions": "\\ud800"}', 422),
    "list for a situation": (json.dumps({"situation": [], "expressions": "1"}), 422),
    "number for a model": (json.dumps({"expressions": "1", "model": 3}), 422),
    "braces": (json.dumps({"expressions": "{0} {zut}"}), 422),
    "empty text": (json.dumps({"expressions": ""}), 422),
    "searching": (json.dumps({"expressions": {"inversion numérique": {"avec": [NET]}}}), 422),
    "solving": (
        json.dumps({"situation": {GROSS: {"résoudre la référence circulaire": "oui"}}, "expressions": "1"}),
        422,
    ),
    "contexts": (json.dumps({"expressions": [{"valeur": NET, "contexte": {GROSS: n}} for n in range(11)]}), 422),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("query", ["", "?missing=false", "?explain=true"])
def test_it_is_refused_with_a_sentence(ask, what, query):
    sent, expected = HOSTILE[what]
    before = monotonic()
    status, body = ask(sent, query)
    assert status == expected, body
    assert body["error"]["what"].endswith((".", "…", "?"))
    assert monotonic() - before < 5


@pytest.mark.parametrize("query", ["", "?missing=false"])
def test_a_situation_that_goes_round_gives_no_value(ask, query):
    status, body = ask({"situation": {GROSS: NET, NET: GROSS}, "expressions": [GROSS]}, query)
    assert status in (200, 422)
    assert status == 422 or body["evaluate"][0]["nodeValue"] is None


@pytest.mark.parametrize("kind", ["text/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_an_unknown_media_type_is_refused(ask, kind):
    status, body = ask('{"expressions": "1"}', content_type=kind)
    assert status == 415
    assert body["error"]["mend"] == "application/json"


def test_rules_brought_by_a_situation_do_not_stay(ask):
    before = len(engine("modele-social").rules)
    situation = {GROSS: {"valeur": "x", "avec": {"x": "2500 €/mois"}}}
    status, body = ask({"situation": situation, "expressions": GROSS})
    assert (status, body["evaluate"][0]["nodeValue"]) == (200, 2500)
    assert len(engine("modele-social").rules) == before
