"""Recorded: the cases of the published models, with the plain entries of their situations as inputs that vary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from agreeing import SOLVED, Trial

from publicodes import Engine
from publicodes.specialising.program import Input
from publicodes.values.dates import ordinal
from publicodes.values.units import parse_unit

TODAY = date(2026, 11, 23)
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?:\s*(/?[^\d\s/].*))?")
MODELS = (
    "modele-social",
    "nosgestesclimat",
    "france-chaleur-urbaine",
    "impact-livraison",
    "publicodes-commun",
    "futureco",
    "aides-velo",
    "modele-ti",
    "modele-as",
    "exoneration-covid",
)


@lru_cache(2)
def engine(shared: Path, model: str) -> Engine:
    return Engine(json.loads((shared / "models" / f"{model}.json").read_text(encoding="utf-8")), today=TODAY)


def cases(shared: Path, model: str) -> Any:
    """The recorded file of one model."""
    return json.loads((shared / "differential" / f"{model}.json").read_text(encoding="utf-8"))


def plain(written: Any) -> tuple[str, str | None, Any] | None:
    """The type, the unit and the value of an entry that is a literal; None for an expression."""
    if isinstance(written, bool) or not isinstance(written, int | float | str):
        return None
    if not isinstance(written, str):
        return "number", None, float(written)
    text = written.strip()
    if text in ("oui", "non"):
        return "boolean", None, text == "oui"
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return "string", None, text[1:-1]
    if ordinal(text) is not None:
        return "date", None, text
    found = NUMBER.fullmatch(text)
    return ("number", found[2], float(found[1])) if found else None


def trials(shared: Path, model: str, every: int = 1) -> Iterator[tuple[Mapping[str, Any], Trial]]:
    """One case in `every`, with the program of its targets over its plain entries."""
    read = cases(shared, model)
    for case in read["cases"][::every]:
        yield (
            case,
            trial(engine(shared, model), case["situation"], [read["names"][one["t"]] for one in case["results"]]),
        )


def trial(start: Engine, situation: Mapping[str, Any], targets: list[str]) -> Trial:
    known = {name: plain(written) for name, written in situation.items()}
    placed = start.with_situation(situation, strict=False)
    inputs = [
        Input(name, one[0], None if one[1] is None else parse_unit(one[1]))  # type: ignore[arg-type]
        for name, one in known.items()
        if one is not None and name in placed.situation
    ]
    row = {one.name: known[one.name][2] for one in inputs}  # type: ignore[index]
    return Trial(placed, inputs, [row], list(dict.fromkeys(targets)), SOLVED)
