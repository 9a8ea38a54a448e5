"""Run: measures the site on a large portfolio, then each of its other parts; prints tables, keeps a JSON.

`--only simulators` measures one of them.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import portfolio
import psutil

from gamma.running.base.address import VARIABLE, root
from gamma.running.base.trial import trial_server

COLUMNS = ("première", "p50", "p95", "calcul", "requêtes", "Ko", "témoin", "visé")
PARTS = ("audience", "harvest", "simulators")
MEMORY = 400.0  # what was aimed at, in megabytes


def main() -> int:
    options = _options()
    figures, memory, levels = [], {}, []
    with _base():
        if options.only in (None, "portfolio"):
            from measured import measure

            figures, memory = measure(options.products, options.weeks)
        for name in PARTS if options.only is None else {options.only} & set(PARTS):
            more, others = import_module(name).measure()
            figures, levels = [*figures, *more], [*levels, *others]
    machine = _machine()
    _print(figures, memory, levels, machine)
    kept = root() / "var" / "bench" / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    told = {"figures": [one.as_dict() for one in figures], "levels": [one.as_dict() for one in levels]}
    report = {"machine": machine, **told, "memory_mb": memory}
    kept.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{kept}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mesurer les temps et la mémoire sur un grand portefeuille.")
    parser.add_argument("--products", type=int, default=portfolio.PRODUCTS)
    parser.add_argument("--weeks", type=int, default=portfolio.WEEKS)
    parser.add_argument("--only", choices=("portfolio", *PARTS), help="une partie seulement")
    return parser.parse_args()


@contextmanager
def _base() -> Iterator[None]:
    """A database of its own, dropped at the end, on the server of `DATABASE_URL` or on a trial one."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gamma.settings.test"
    with ExitStack() as held:
        if VARIABLE not in os.environ:
            os.environ[VARIABLE] = held.enter_context(trial_server(root() / "var")).url
        import django

        django.setup()
        from django.db import connection
        from django.test.utils import setup_test_environment

        setup_test_environment(debug=False)
        name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        held.callback(connection.creation.destroy_test_db, name, verbosity=0)
        yield


def _machine() -> dict[str, object]:
    return {
        "system": platform.platform(),
        "processors": psutil.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "load": [round(load, 1) for load in psutil.getloadavg()],
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def _print(figures: list[Any], memory: dict[str, float], levels: list[Any], machine: dict[str, object]) -> None:
    print("\n" + " · ".join(f"{name} {value}" for name, value in machine.items()))
    print(f"\n{'en millisecondes':26}" + "".join(f"{word:>9}" for word in COLUMNS) + "  tenu")
    for one in figures:
        numbers = (one.first, one.p50, one.p95, one.cpu, one.queries, one.kilobytes, one.beat, one.aim)
        shown = [f"{number:,.0f}".replace(",", " ") if number is not None else "" for number in numbers]
        print(f"{one.name:26}" + "".join(f"{text:>9}" for text in shown) + f"  {one.kept}")
    if memory:
        _print_memory(memory)
    for one in levels:
        _print_level(one)


def _print_memory(memory: dict[str, float]) -> None:
    print("\nmémoire, en Mo")
    for name, size in memory.items():
        print(f"{name:40}{size:9.0f}")
    total = memory["web, après les pages"] + memory["worker"]
    print(f"{'web et worker, sans PostgreSQL':40}{total:9.0f}  visé {MEMORY:.0f}  {'oui' if total < MEMORY else 'NON'}")


def _print_level(one: Any) -> None:
    value = "" if one.value is None else f"{one.value:10.1f} {one.unit:4} "
    aim = "" if one.aim is None else f"visé {'≥' if one.more else '<'} {one.aim:g}  {one.kept}"
    print(f"{one.name:52}{value}{aim}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
