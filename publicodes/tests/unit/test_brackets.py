"""Brackets: each tells its bounds, what is inside and what it yields; what they yield makes the value."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from publicodes import Bracket, Engine, Step
from publicodes.commands.main import main

TAX = "impôt . foyer fiscal . impôt sur le revenu . impôt brut . par part"
PACKAGE = Path(__file__).parents[3] / "node_modules" / "modele-social"
TWO_RATES = [{"taux": "10 %", "plafond": "100 €"}, {"taux": "r", "plafond": "p"}, {"taux": "1 / 0"}]


def scale(word: str, tranches: Any, base: str, **more: Any) -> Step:
    rules = {"s": {word: {"assiette": "b", "tranches": tranches, **more}}, "b": base, "r": "20 %", "p": "1 k€"}
    return Engine(rules).explain("s").step


def told(brackets: tuple[Bracket, ...]) -> list[tuple[Any, ...]]:
    return [(one.floor.value, one.ceiling and one.ceiling.value, one.inside.value, one.reached) for one in brackets]


def yielded(brackets: tuple[Bracket, ...]) -> list[Any]:
    return [None if one.yields is None else one.yields.value for one in brackets]


def total(brackets: tuple[Bracket, ...]) -> float:
    """In the order of the scale, so that not a bit differs."""
    found = 0.0
    for one in brackets:
        assert one.yields is not None
        assert isinstance(one.yields.value, float)
        found += one.yields.value
    return found


def test_marginal_rates_tell_what_each_bracket_takes_of_the_base() -> None:
    step = scale("barème", TWO_RATES, "250 €")
    assert told(step.brackets) == [(0, 100, 100, False), (100, 1000, 150, True)]
    assert yielded(step.brackets) == [10, 30]
    assert [one.amount and (one.amount.value, one.amount.unit) for one in step.brackets] == [(10, "%"), (20, "%")]
    assert {one.yields and one.yields.unit for one in step.brackets} == {"€"}
    assert total(step.brackets) == step.value


def test_a_multiplier_moves_the_bounds() -> None:
    step = scale("barème", TWO_RATES, "250 €", multiplicateur="2")
    assert told(step.brackets) == [(0, 200, 200, False), (200, 2000, 50, True)]
    assert total(step.brackets) == step.value == 30


@pytest.mark.parametrize(("base", "reached"), [("5000 €", [False, False]), ("0 - 5 €", [False, False])])
def test_outside_the_scale_no_bracket_is_reached(base: str, reached: list[bool]) -> None:
    step = scale("barème", TWO_RATES[:2], base)
    assert [one.reached for one in step.brackets] == reached
    assert total(step.brackets) == step.value
    assert all(one.inside.value is not None and one.inside.value >= 0 for one in step.brackets)  # type: ignore[operator]


def test_the_last_bracket_may_have_no_ceiling() -> None:
    step = scale("barème", [{"taux": "10 %", "plafond": "100 €"}, {"taux": "r"}], "250 €")
    assert told(step.brackets)[1] == (100, None, 150, True)


@pytest.mark.parametrize("base", ["0 €", "c"])
def test_without_a_base_a_scale_looks_at_no_bracket(base: str) -> None:
    rules = {"s": {"barème": {"assiette": base, "tranches": TWO_RATES}}, "c": None, "r": "20 %", "p": "1 k€"}
    assert Engine(rules).explain("s").step.brackets == ()


def test_a_table_of_steps_tells_the_one_that_gives_its_value() -> None:
    tranches = [{"montant": "'bas'", "plafond": 10}, {"montant": "'haut'"}]
    step = scale("grille", tranches, "20")
    assert (step.value, yielded(step.brackets)) == ("haut", [None, "haut"])
    assert [one.amount is None for one in step.brackets] == [True, False]
    assert [one.reached for one in step.brackets] == [False, True]


def test_an_interpolated_rate_tells_the_bracket_between_whose_rates_it_is() -> None:
    tranches = [{"taux": "10 %", "plafond": 10}, {"taux": "30 %", "plafond": 20}, {"taux": "50 %", "plafond": 30}]
    step = scale("taux progressif", tranches, "15")
    assert (step.value, yielded(step.brackets)) == (20, [None, 20])
    beyond = scale("taux progressif", tranches, "99")
    assert (beyond.value, yielded(beyond.brackets)) == (50, [None, None, 50])


@pytest.mark.parametrize(("word", "key"), [("barème", "taux"), ("grille", "montant"), ("taux progressif", "taux")])
def test_a_bracket_whose_bounds_are_not_known_yields_nothing_yet(word: str, key: str) -> None:
    rules = {"s": {word: {"assiette": "b", "tranches": [{key: "10 %", "plafond": "q"}]}}, "b": "15 €", "q": None}
    step = Engine(rules).explain("s").step
    (bracket,) = step.brackets
    assert (step.state, bracket.floor.state, bracket.inside.state) == ("undefined", "undefined", "undefined")
    assert bracket.yields is None or bracket.yields.state == "undefined"


def test_brackets_stand_with_the_scale_and_not_with_what_bears_on_it() -> None:
    rules: Mapping[str, Any] = {
        "s": {"barème": {"assiette": "b", "tranches": TWO_RATES}, "plafond": "20 €"},
        "b": "250 €",
        "r": "20 %",
        "p": "1 k€",
    }
    step = Engine(rules).explain("s").step
    assert step.brackets == ()
    assert (step.steps[0].role, total(step.steps[0].brackets)) == ("valeur", 40)
    assert Engine(rules).explain("s + 1", depth=0).step.steps[0].brackets == ()


def test_a_dict_and_a_text_tell_each_bracket() -> None:
    rules = {"s": {"barème": {"assiette": "b", "tranches": TWO_RATES}}, "b": "250 €", "r": "20 %", "p": "1 k€"}
    found = Engine(rules).explain("s")
    second = found.as_dict()["brackets"][1]
    assert (second["place"], second["reached"], second["yields"]["value"], second["floor"]["unit"]) == (
        2,
        True,
        30,
        "€",
    )
    lines = found.text().replace("\u00a0", " ").replace("\u202f", " ").splitlines()
    assert lines[2:] == [
        "  tranche 1 : jusqu'à 100 € · 100 € × 10 % = 10 €",
        "  tranche 2 : de 100 € à 1 000 € · 150 € × 20 % = 30 € — atteinte",
        "    plafond 2: P = 1 k€",
        "    taux 2: R = 20 %",
    ]
    assert "bracket 2: from €100 to €1,000 · €150 × 20% = €30 — reached" in found.text("en")


def test_the_command_prints_the_brackets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "s:\n  grille:\n    assiette: 5\n    tranches:\n      - {montant: 1 €, plafond: 3}\n      - {montant: 2 €}\n"
    (tmp_path / "m.publicodes").write_text(text, encoding="utf-8")
    assert main(["explain", str(tmp_path / "m.publicodes"), "s"]) == 0
    assert "  tranche 2 : au-delà de 3 → 2\u00a0€ — atteinte" in capsys.readouterr().out.splitlines()


@pytest.mark.skipif(not PACKAGE.is_dir(), reason="the npm package modele-social is not installed")
@pytest.mark.parametrize("income", [0, 9_000, 30_000, 60_000, 123_456.78, 1_000_000])
def test_the_brackets_of_the_income_tax_add_up_to_it(income: float) -> None:
    engine = Engine(PACKAGE)
    step = engine.explain(TAX, situation={"impôt . foyer fiscal . revenu imposable": f"{income} €/an"}).step
    assert (step.word, step.state) == ("barème", "value")
    assert total(step.brackets) == step.value
    assert [one.reached for one in step.brackets].count(True) == (income > 0)
