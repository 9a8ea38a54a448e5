"""Run: our engine against the JavaScript one and OpenFisca on the same households; prints ratios, keeps a JSON."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import agreement
import peers
import report
from measuring import Row
from scenario import asked, households

LOADS = 3
LIMIT = 90.0
"""Seconds that the table of personas may take, programs included."""

FEW = {"gross": [], "net": [], "personas": []}
WAYS = {"grossToNet": "gross→net", "netToGross": "net→gross"}
Told = Mapping[str, Any]


def main() -> int:
    options = _options()
    told = asked(options.situations, options.personas)
    social = {who: _measured(run, "social", told) for who, run in (("ours", peers.ours), ("js", peers.reference))}
    steps = {who: _measured(run, "footprint", told) for who, run in (("ours", peers.ours), ("js", peers.reference))}
    net = peers.openfisca(households(min(options.rows, 100_000)), [1000, options.rows])
    table = peers.batches("households", {"rows": [1000, options.rows]})
    growth = peers.batches("growth", dict.fromkeys(WAYS, _powers(options.most)))
    bilan = peers.batches("footprint", {"personas": options.table}, LIMIT)
    rows = [
        *_loads(social, steps, _cached(told), net),
        *_situations(social, steps),
        *_batches(social, net, table, options.rows),
        *_footprint(steps, bilan),
        *_growth(growth),
        *_memory(social, steps, table, growth, bilan),
    ]
    machine = report.machine()
    report.show(rows, machine)
    agreement.show(social, steps, bilan, net, table, options.rows)
    report.keep(rows, machine)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure publicodes against its peers.")
    parser.add_argument("--situations", type=int, default=40, help="situations evaluated one at a time")
    parser.add_argument("--personas", type=int, default=20, help="personas evaluated one at a time")
    parser.add_argument("--rows", type=int, default=1_000_000, help="households of the long batch")
    parser.add_argument("--most", type=int, default=10_000_000, help="households of the longest stream")
    parser.add_argument("--table", type=int, default=10_000, help="personas of the batch")
    return parser.parse_args()


def _powers(most: int) -> list[int]:
    return [10**power for power in range(3, len(str(most)))]


def _measured(run: Callable[..., dict[str, Any]], model: str, told: Told) -> dict[str, Any]:
    """The figures of a process, whose load is the median of several."""
    found = run(model, dict(told))
    loads = [run(model, {**told, **FEW})["load"] for _ in range(LOADS)]
    return {**found, "load": statistics.median(loads)}


def _cached(told: Told) -> dict[str, dict[str, Any]]:
    """What processes find that come after others on the same disk."""
    few = {"gross": told["gross"][:2], "net": told["net"][:2], "personas": told["personas"][:2]}
    with tempfile.TemporaryDirectory() as cache:
        return {model: _again(model, {**told, **few}, cache) for model in ("social", "footprint")}


def _again(model: str, few: dict[str, Any], cache: str) -> dict[str, Any]:
    peers.ours(model, few, cache)
    runs = [peers.ours(model, few, cache) for _ in range(LOADS)]
    return {**runs[-1], "load": statistics.median(run["load"] for run in runs)}


def _loads(social: Told, steps: Told, cached: Told, net: Told) -> list[Row]:
    rows = []
    for model, name, found in (("social", "modele-social", social), ("footprint", "nosgestesclimat", steps)):
        js = found["js"]["load"]
        rows.append(Row(f"load {name}, from source", "ms", found["ours"]["load"], js, aim=1))
        rows.append(Row(f"load {name}, from disk", "ms", cached[model]["load"], js, aim=10))
    rows.append(Row("load OpenFisca-France", "ms", openfisca=net["load"] * 1000))
    names = {"grossToNet": "one gross→net", "netToGross": "one net→gross", "page": "a page of 30 results"}
    for key, name in names.items():
        first, js = social["ours"][f"{key}Compiled"]["times"][0], social["js"][key]["times"][0]
        rows.append(Row(f"{name}, first: program made", "ms", first, js))
        rows.append(Row(f"{name}, first: from disk", "ms", cached["social"][f"{key}Compiled"]["times"][0], js))
    return rows


def _situations(social: Told, steps: Told) -> list[Row]:
    rows = []
    for key, name in {**{key: f"one {name}" for key, name in WAYS.items()}, "page": "a page of 30 results"}.items():
        one, js = social["ours"][f"{key}Compiled"], _median(social["js"][key])
        walked = one["walked"] / len(one["times"])
        rows.append(Row(f"{name}, compiled", "ms", _median(one), js, aim=20, walked=walked))
        rows.append(Row(f"{name}, by the walker", "ms", _median(social["ours"][key]), js))
    ours, js = (_median(steps[who]["footprint"]) for who in ("ours", "js"))
    return [*rows, Row("bilan of a persona, by the walker", "ms", ours, js)]


def _batches(social: Told, net: Told, table: Told, most: int) -> list[Row]:
    rows = []
    for way, name in WAYS.items():
        js = 1000 / _median(social["js"][way])
        for count in (1000, most):
            found = table[way][str(count)]
            fisca = count / min(net["rows"][str(count)]["seconds"]) if way == "grossToNet" else None
            ours, walked = count / min(found["seconds"]), found["walked"] / count
            aimed: dict[str, Any] = {"bound": 20_000} if fisca is None else {"aim": 1}
            rows.append(Row(f"{count:,} {name}", "rows/s", ours, js, fisca, more=True, walked=walked, **aimed))
    return rows


def _footprint(steps: Told, bilan: Told | None) -> list[Row]:
    if bilan is None:
        return [Row(f"bilan of a table: not in {LIMIT:.0f} s", "rows/s")]
    js, count = 1000 / _median(steps["js"]["footprint"]), bilan["rows"]
    ours, walked = count / min(bilan["seconds"]), bilan["walked"] / count
    return [
        Row(f"bilan of {count:,} personas", "rows/s", ours, js, more=True, walked=walked),
        Row("bilan, first call: programs made", "s", bilan["first"]),
    ]


def _growth(growth: Told) -> list[Row]:
    return [
        Row(f"{name}, {int(rows):,} rows streamed", "µs/row", seconds / int(rows) * 1e6)
        for way, name in WAYS.items()
        for rows, seconds in growth[way].items()
    ]


def _memory(social: Told, steps: Told, table: Told, growth: Told, bilan: Told | None) -> list[Row]:
    rows = [
        Row("memory, situations of modele-social", "MB", social["ours"]["memory"], social["js"]["memory"]),
        Row("memory, situations of nosgestesclimat", "MB", steps["ours"]["memory"], steps["js"]["memory"]),
        Row("memory, columns of modele-social", "MB", table["memory"], bound=2000),
        Row("memory, streams of modele-social", "MB", growth["memory"], bound=2000),
    ]
    return (
        rows if bilan is None else [*rows, Row("memory, columns of nosgestesclimat", "MB", bilan["memory"], bound=2000)]
    )


def _median(measured: Mapping[str, Sequence[float]]) -> float:
    """The first time, when everything is still to be made, is told apart."""
    return statistics.median(measured["times"][1:])


if __name__ == "__main__":
    sys.exit(main())
