"""Report: the lines of a run, printed as a table and kept as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import psutil
from measuring import Row
from scenario import ROOT

WIDTH = 42


def machine() -> dict[str, object]:
    return {
        "system": platform.platform(),
        "processors": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "load": [round(load, 1) for load in psutil.getloadavg()],
    }


def show(rows: Sequence[Row], where: Mapping[str, object]) -> None:
    print("\n" + " · ".join(f"{name} {value}" for name, value in where.items()) + "\n")
    heads = "".join(f"{head:>11}" for head in ("ours", "JavaScript", "OpenFisca", "× better", "aimed"))
    print(f"{'':{WIDTH}}{'':7}{heads}  kept  walked")
    for row in rows:
        figures = "".join(f"{_shown(one):>11}" for one in (row.ours, row.reference, row.openfisca, row.ratio))
        walked = "" if row.walked is None else f"{row.walked:.2%}"
        print(f"{row.name:{WIDTH}}{row.unit:7}{figures}{_aimed(row):>11}  {row.kept:4}{walked:>8}".rstrip())


def _aimed(row: Row) -> str:
    if row.bound:
        return f"{'≥' if row.more else '≤'} {row.bound:,.0f}"
    return f"× {row.aim:g}" if row.aim else ""


def _shown(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def keep(rows: Sequence[Row], where: Mapping[str, object]) -> None:
    kept = ROOT / "var" / "bench" / f"publicodes-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    told = {"machine": where, "rows": [row.as_dict() for row in rows]}
    kept.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{kept}")
