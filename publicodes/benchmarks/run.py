"""Run: our engine against the JavaScript one and OpenFisca on the same households; prints ratios, keeps a JSON."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import peers
import psutil
from measuring import Row
from scenario import ROOT, asked, households

LOADS = 3
FEW = {"gross": [], "net": [], "personas": []}


def main() -> int:
    options = _options()
    told = asked(options.situations, options.personas)
    social = {who: _measured(run, "social", told) for who, run in (("ours", peers.ours), ("js", peers.reference))}
    steps = {who: _measured(run, "footprint", told) for who, run in (("ours", peers.ours), ("js", peers.reference))}
    net = peers.openfisca(households(min(options.rows, 100_000)), [1, 1000, options.rows])
    rows = [*_situations(social), *_batches(social, net, options.rows), *_footprints(steps), *_memory(social, steps)]
    machine = _machine()
    _print(rows, machine)
    _agreement("modele-social", social)
    _agreement("nosgestesclimat", steps)
    _keep(rows, machine)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure publicodes against its peers.")
    parser.add_argument("--situations", type=int, default=40, help="situations walked one at a time")
    parser.add_argument("--personas", type=int, default=20, help="personas walked one at a time")
    parser.add_argument("--rows", type=int, default=1_000_000, help="households of the long batch")
    return parser.parse_args()


def _measured(run: Any, model: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a process, whose load is the median of several."""
    found = run(model, dict(told))
    loads = [run(model, {**told, **FEW})["load"] for _ in range(LOADS)]
    return {**found, "load": statistics.median(loads)}


def _situations(social: Mapping[str, Any]) -> list[Row]:
    names = {"grossToNet": "one gross→net", "netToGross": "one net→gross", "page": "a page of 30 results"}
    rows = [Row("load modele-social", "ms", social["ours"]["load"], social["js"]["load"], aim=1)]
    for key, name in names.items():
        (first, ours), (js_first, js) = (_first_and_median(social[who][key]) for who in ("ours", "js"))
        rows.append(Row(f"{name}, first", "ms", first, js_first))
        rows.append(Row(f"{name}, walked", "ms", ours, js))
    return rows


def _batches(social: Mapping[str, Any], net: Mapping[str, Any], rows: int) -> list[Row]:
    js = {key: 1000 / _first_and_median(social["js"][key])[1] for key in ("grossToNet", "netToGross")}
    fisca = {count: int(count) / min(one["seconds"]) for count, one in net["rows"].items()}
    told = [Row("load of OpenFisca-France", "ms", openfisca=net["load"] * 1000)]
    told.append(Row("1 household", "rows/s", None, js["grossToNet"], fisca["1"], more=True))
    for count in (1000, rows):
        told.append(Row(f"{count:,} gross→net", "rows/s", None, js["grossToNet"], fisca[str(count)], more=True, aim=1))
    return [*told, Row("net→gross", "rows/s", None, js["netToGross"], more=True, least=20_000)]


def _footprints(steps: Mapping[str, Any]) -> list[Row]:
    (first, ours), (js_first, js) = (_first_and_median(steps[who]["footprint"]) for who in ("ours", "js"))
    return [
        Row("load nosgestesclimat", "ms", steps["ours"]["load"], steps["js"]["load"], aim=1),
        Row("bilan of a persona, first", "ms", first, js_first),
        Row("bilan of a persona, walked", "ms", ours, js),
    ]


def _memory(*models: Mapping[str, Any]) -> list[Row]:
    names = ("modele-social", "nosgestesclimat")
    return [
        Row(f"memory, {name}", "MB", one["ours"]["memory"], one["js"]["memory"])
        for name, one in zip(names, models, strict=True)
    ]


def _first_and_median(measured: Mapping[str, Sequence[float]]) -> tuple[float, float]:
    times = measured["times"]
    return times[0], statistics.median(times[1:])


def _agreement(model: str, found: Mapping[str, Any]) -> None:
    """A measure means something only if both engines gave the same answers."""
    for key in (key for key, one in found["js"].items() if isinstance(one, dict)):
        pairs = zip(found["ours"][key]["values"], found["js"][key]["values"], strict=True)
        cells = [cell for ours, js in pairs for cell in zip(ours, js, strict=True)]
        same = sum(_same(ours, js, euro=key == "netToGross") for ours, js in cells)
        print(f"{model}, {key}: {same} of {len(cells)} answers are the reference's")


def _same(ours: Any, js: Any, *, euro: bool) -> bool:
    """The reference inverts to the nearest euro; its NaN is written null in JSON, as both kinds of absence."""
    if isinstance(ours, float) and isinstance(js, int | float):
        return abs(ours - js) <= (1 if euro else 1e-9 * max(1, abs(js)))
    return ours == js or (ours != ours and js is None)


def _machine() -> dict[str, object]:
    return {
        "system": platform.platform(),
        "processors": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "load": [round(load, 1) for load in psutil.getloadavg()],
    }


def _print(rows: Sequence[Row], machine: Mapping[str, object]) -> None:
    print("\n" + " · ".join(f"{name} {value}" for name, value in machine.items()) + "\n")
    print(f"{'':32}{'':8}{'ours':>12}{'JavaScript':>12}{'OpenFisca':>12}{'times better':>14}{'aimed':>10}  kept")
    for row in rows:
        figures = "".join(f"{_shown(figure):>12}" for figure in (row.ours, row.reference, row.openfisca))
        aim = f"{row.least:,.0f}" if row.least else f"× {row.aim:g}" if row.aim else ""
        print(f"{row.name:32}{row.unit:8}{figures}{_shown(row.ratio):>14}{aim:>10}  {row.kept}")


def _shown(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _keep(rows: Sequence[Row], machine: Mapping[str, object]) -> None:
    kept = ROOT / "var" / "bench" / f"publicodes-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    report = {"machine": machine, "rows": [row.as_dict() for row in rows]}
    kept.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{kept}")


if __name__ == "__main__":
    sys.exit(main())
