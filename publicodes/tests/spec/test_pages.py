"""Pages: the manual of the words of the language, whose every example is a test."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from publicodes import Engine
from publicodes.errors import PublicodesError
from publicodes.evaluation import Evaluation
from publicodes.mechanisms import CHAINED, PLAIN

PAGES = sorted(Path(__file__).parent.glob("*.yaml"))
DECLARED = ("une possibilité", "remplace", "rend non applicable")
"""What a rule declares beside its value: no mechanism, and a page all the same."""

TODAY = date(2026, 11, 23)
KEYS = {"title", "rules", "situation", "evaluate", "gives"}


def page(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def examples() -> list[Any]:
    return [
        pytest.param(example, id=f"{path.stem}: {example['title']}")
        for path in PAGES
        for example in page(path)["examples"]
    ]


def evaluated(example: dict[str, Any]) -> Evaluation:
    engine = Engine(example["rules"], today=TODAY)
    return engine.evaluate(example["evaluate"], situation=example.get("situation", {}))


@pytest.mark.parametrize("example", examples())
def test_an_example_gives_what_its_page_says(example: dict[str, Any]) -> None:
    gives = example["gives"]
    if "fault" in gives:
        with pytest.raises(PublicodesError) as wrong:
            evaluated(example)
        assert gives["fault"] in [fault.code for fault in wrong.value.faults]
    else:
        agree(evaluated(example), gives)


def agree(found: Evaluation, gives: dict[str, Any]) -> None:
    assert found.state == gives.get("state", "value")
    if "value" in gives:
        expected = gives["value"]
        assert isinstance(found.value, bool) == isinstance(expected, bool)
        assert found.value == (expected if isinstance(expected, str | bool) else pytest.approx(expected, rel=1e-9))
    if "unit" in gives:
        assert found.unit == gives["unit"]
    missing = gives.get("missing")
    if missing is not None:
        assert dict(found.missing) == missing if isinstance(missing, dict) else set(found.missing) == set(missing)


def test_every_word_has_its_page_and_every_page_its_word() -> None:
    written = Counter(word for path in PAGES for word in page(path)["words"])
    assert written == Counter([*PLAIN, *CHAINED, *DECLARED])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_explains_and_shows(path: Path) -> None:
    read = page(path)
    assert set(read) == {"title", "words", "text", "examples"}
    assert 3 <= len(read["examples"]) <= 12
    assert all(set(example) <= KEYS for example in read["examples"])
    assert any("fault" in example["gives"] for example in read["examples"])
