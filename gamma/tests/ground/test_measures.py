"""The port of measures: declared once, asked by name, refused where a period says nothing."""

from datetime import date
from decimal import Decimal

import pytest

from gamma.ground import measures
from gamma.ground.measures import Count, Kind, Measure, NotMeasurable, UnknownMeasure
from gamma.ground.periods import Period, parse

TODAY = date(2026, 3, 15)


def seven(product: str, period: Period) -> Count:
    """Seven, whatever is asked."""
    return Count(Decimal(7), "choses", period, "exact", 3, f"Compté pour {product}.")


def nothing(_product: str, period: Period) -> Count:
    """Nothing is known."""
    return Count(None, "choses", period, "unstated", 0, "Rien.")


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """A house in which nothing is declared."""
    monkeypatch.setattr(measures, "_MEASURES", {})


def declared(kind: Kind = Kind.COUNT, function=seven) -> None:
    measures.declare("things", Measure("Choses", "choses", kind, function))


def test_what_is_declared_is_found_and_counted():
    declared()
    assert list(measures.measures()) == ["things"]
    found = measures.count("things", "mon-service", parse("2026-02"), on=TODAY)
    assert (found.value, found.precision, found.n) == (7, "exact", 3)
    assert found.evidence == "Compté pour mon-service."


def test_a_name_is_declared_once():
    declared()
    with pytest.raises(ValueError, match="declared twice"):
        declared()


def test_a_measure_without_label_is_impossible():
    with pytest.raises(ValueError, match="needs a label"):
        Measure("", "choses", Kind.COUNT, seven)


def test_the_registry_is_not_written_by_who_reads_it():
    with pytest.raises(TypeError):
        measures.measures()["other"] = None  # type: ignore[index]


def test_an_unknown_name_is_told_with_the_nearest():
    declared()
    with pytest.raises(UnknownMeasure, match="“thing” : écrire things"):
        measures.measure("thing")


@pytest.mark.parametrize("text", ["unstated", "unstated 2026-02", "12 months", "a week of 2026-02", "at 2026-02-01"])
def test_a_flow_is_refused_where_its_days_are_not_said(text):
    declared()
    with pytest.raises(NotMeasurable, match="ne dit pas quels jours"):
        measures.count("things", "", parse(text), on=TODAY)


@pytest.mark.parametrize("text", ["at 2026-02-01", "at 2026-02", "2026-02", "since start to 2026-02"])
def test_a_stock_is_read_at_the_end_of_any_period(text):
    declared(Kind.STOCK)
    assert measures.count("things", "", parse(text), on=TODAY).precision == "exact"


def test_a_stock_is_refused_where_the_period_has_no_end():
    declared(Kind.STOCK)
    with pytest.raises(NotMeasurable):
        measures.count("things", "", parse("since start"), on=TODAY)


def test_a_period_to_come_is_refused():
    declared()
    with pytest.raises(NotMeasurable, match="2026-04 n'a pas commencé"):
        measures.count("things", "", parse("2026-04"), on=TODAY)


@pytest.mark.parametrize(("text", "precision"), [("2026-03", "at_least"), ("2026-03-14", "exact")])
def test_a_flow_of_a_period_that_runs_is_a_minimum(text, precision):
    declared()
    found = measures.count("things", "", parse(text), on=TODAY)
    assert found.precision == precision
    assert ("pas finie" in found.evidence) == (precision == "at_least")


def test_what_is_not_known_stays_so_in_a_period_that_runs():
    declared(function=nothing)
    assert measures.count("things", "", parse("2026-03"), on=TODAY).precision == "unstated"


def of_a_wave(product: str, period: Period, detail: str) -> Count:
    """What a wave of a survey gave."""
    return Count(Decimal(len(detail)), "choses", period, "exact", 3, f"{product}, {detail}")


def waves(product: str) -> dict[str, str]:
    return {"spring": "Printemps", "autumn": "Automne"} if product == "bakery" else {}


def detailed() -> None:
    declared()
    measures.declare("nps", Measure("NPS", "choses", Kind.COUNT, of_a_wave, "une vague", waves))


def test_a_detail_is_written_after_a_colon():
    detailed()
    found = measures.count("nps:spring", "bakery", parse("2026-02"), on=TODAY)
    assert (found.value, found.evidence) == (6, "bakery, spring")
    assert measures.measure("nps:spring").label == "NPS"


@pytest.mark.parametrize(
    ("name", "product", "told"),
    [
        ("nps", "bakery", "préciser une vague"),
        ("nps:", "bakery", "préciser une vague"),
        ("nps:sprong", "bakery", "ne connaît pas “sprong” : écrire spring"),
        ("nps:spring", "mill", "ne connaît pas “spring”"),
        ("things:spring", "bakery", "sans rien préciser"),
        ("npss:spring", "bakery", "écrire nps"),
    ],
)
def test_a_detail_that_is_missing_or_unknown_is_told(name, product, told):
    detailed()
    with pytest.raises(UnknownMeasure, match=told):
        measures.count(name, product, parse("2026-02"), on=TODAY)


def test_what_is_offered_for_a_product():
    detailed()
    assert measures.offered("bakery") == {
        "things": "Choses",
        "nps:spring": "NPS – Printemps",
        "nps:autumn": "NPS – Automne",
    }
    assert list(measures.offered("mill")) == ["things"]
    assert (measures.title("nps:autumn", "bakery"), measures.title("gone", "bakery")) == ("NPS – Automne", "gone")


def test_a_colon_in_a_name_and_half_a_detail_are_impossible():
    with pytest.raises(ValueError, match="follows a colon"):
        measures.declare("nps:spring", Measure("NPS", "choses", Kind.COUNT, seven))
    with pytest.raises(ValueError, match="takes a detail"):
        Measure("NPS", "choses", Kind.COUNT, of_a_wave, "une vague")
