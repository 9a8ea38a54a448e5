"""Describing: simulators and rules as data."""

from dataclasses import asdict
from functools import cache
from typing import Any

from gamma.ground.texts import chosen
from gamma.services.simulators.api.naming import model_named
from gamma.services.simulators.catalogue import simulators
from gamma.services.simulators.catalogue.shapes import Freshness, Simulator
from gamma.services.simulators.rules import engine
from publicodes import Page


def simulator(one: Simulator) -> dict[str, Any]:
    """A simulator: what it answers, what it takes and gives, the rules it runs on, how fresh they are."""
    rules = model_named(one.model)
    return {
        "slug": one.slug,
        "title": chosen(one.title),
        "answers": chosen(one.answers),
        "unit": one.unit,
        "amounts": list(one.amounts),
        "inputs": list(one.inputs),
        "results": list(one.results),
        "situation": one.situation,
        "model": {"name": rules.name, "version": rules.version, "dated": rules.dated},
        "freshness": freshness(one.freshness),
    }


def freshness(told: Freshness | None) -> dict[str, Any]:
    """`current` when nothing says otherwise."""
    if told is None:
        return {"state": "current"}
    return {**told.model_dump(mode="json", exclude={"case"}), "case": chosen(told.case)}


def listed() -> list[dict[str, Any]]:
    """Every simulator that is listed."""
    return [simulator(one) for one in simulators().values() if one.listed]


@cache
def rules(model: str) -> list[dict[str, Any]]:
    """Every public rule: name, title, unit, kind, whether it is asked of a person."""
    found = engine(model)
    return [_card(found.document(name)) for name in found.rules]


def _card(page: Page) -> dict[str, Any]:
    return {
        "name": page.name,
        "title": page.title,
        "unit": page.unit,
        "kind": page.kind,
        "asked": _asked(page),
    }


def _asked(page: Page) -> bool:
    """Whether a person can be asked for it: the rule has a question, or says what may be answered."""
    return bool(page.question or page.choices)


def rule(model: str, name: str) -> dict[str, Any]:
    """All that the documentation says of a rule, and its definition as it is written."""
    page = engine(model).document(name)
    return {**asdict(page), "raw": plain(page.raw), "asked": _asked(page)}


def plain(raw: Any) -> Any:
    """A definition as JSON: lists and objects, the rest as text where it is no number."""
    if isinstance(raw, dict):
        return {str(key): plain(one) for key, one in raw.items()}
    if isinstance(raw, list | tuple):
        return [plain(one) for one in raw]
    return raw if raw is None or isinstance(raw, str | int | float | bool) else str(raw)
