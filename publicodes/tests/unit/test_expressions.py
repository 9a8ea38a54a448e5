"""Expressions: where a text stops being one, and texts written to break a reader."""

import pytest

from publicodes.reading.expressions import Unparsable, parse


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("2 + +", 5, "a value, a name or a parenthesis"),
        ("(a + b", 7, "a parenthesis is not closed"),
        ("a)", 2, "a parenthesis closes that was not opened"),
        ("  2+3", 4, "an operator between blanks"),
        ("a = 'CDI", 5, "the text is not closed"),
        ("31/02/2024", 1, "the calendar has no 31/02/2024"),
        ("", 1, "a value, a name or a parenthesis"),
    ],
)
def test_a_refusal_tells_the_column(text: str, column: int, what: str) -> None:
    with pytest.raises(Unparsable, match=what) as refused:
        parse(text)
    assert refused.value.column == column


@pytest.mark.parametrize(
    "text", ["(" * 100_000 + "1" + ")" * 100_000, "- " * 100_000 + "1", "1 + " * 100_000 + "1", "a ** " * 100_000 + "a"]
)
def test_depth_is_bounded(text: str) -> None:
    with pytest.raises(Unparsable, match="levels deep"):
        parse(text)


def test_depth_that_models_use_is_read() -> None:
    assert parse("(" * 150 + "a" + ")" * 150) == {"variable": "a"}


def test_a_long_text_is_refused_in_one_pass() -> None:
    with pytest.raises(Unparsable):
        parse("1 a" + " .a" * 100_000 + " .")


@pytest.mark.parametrize("blank", ["\t", "\u00a0", "\u202f", "\u3000"])
def test_every_blank_separates(blank: str) -> None:
    assert parse(f"a{blank}+{blank}2") == parse("a + 2")


@pytest.mark.parametrize("text", ["a  b", "a £", "3 //a", "3 a. b", "^a", "a . ^", "1/1/2020 €", "(3) €", "ab³", "ʼa"])
def test_texts_that_are_no_expression(text: str) -> None:
    with pytest.raises(Unparsable):
        parse(text)


def test_years_of_three_digits_are_no_dates_any_more() -> None:
    assert parse("1/1/0500") == {"constant": {"type": "date", "nodeValue": "01/01/500"}}
