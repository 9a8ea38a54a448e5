"""Report: puts the engine through the recorded cases and prints a table, then the first differences.

python publicodes/tests/conformance/report.py                     everything
python publicodes/tests/conformance/report.py probes/contexte     one folder, or one file of it (part of its name)
    --case TEXT      only the cases whose id holds TEXT      --every N     one case in N
    --max N          differences shown (default 10)          --fault NAME  only those (state, value, unit, missing…)
    --rules          the rules of each difference            --trace       where a crash comes from
    --jobs N         processes (default 1)                   --all         the files without a difference too
"""

# ruff: noqa: T201 - a command prints
from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from comparing import Answer
from running import Count, Outcome, run, sampled
from vectors import ABSENT, FOLDERS, SHARED, files, groups

LONGEST = 1000
Counted = tuple[Path, dict[str, Count], list[Outcome], float]


def main() -> int:
    options = _options()
    if not SHARED.exists():
        print(ABSENT)
        return 2
    wanted = [path for name in options.places or FOLDERS for path in _files(name)]
    differing: list[Outcome] = []
    totals: dict[str, Count] = {}
    print(f"{'':44}{'cases':>7}{'conform':>9}{'share':>10}{'presence':>9}{'skipped':>8}{'seconds':>8}  faults")
    for path, counts, faulty, seconds in _counted(wanted, options):
        for folder, count in counts.items():
            if count.faults or options.all:
                _row(f"{folder}/{path.stem}", count, seconds)
            totals.setdefault(folder, Count()).merge(count)
        differing += faulty
    print()
    for folder, count in totals.items():
        _row(folder.upper(), count)
    _show(differing, options)
    return int(bool(differing))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*")
    parser.add_argument("--case", default="")
    parser.add_argument("--fault", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--max", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--trace", action="store_true")
    return parser.parse_args()


def _files(place: str) -> list[Path]:
    folder, _, only = place.strip("/").partition("/")
    return files(folder, only.removesuffix(".json"))


def _counted(paths: list[Path], options: argparse.Namespace) -> Iterator[Counted]:
    work = [(path, options.case, options.every) for path in paths]
    if options.jobs == 1:
        yield from map(_count, work)
        return
    with Pool(options.jobs) as pool:
        yield from pool.imap(_count, work)


def _count(work: tuple[Path, str, int]) -> Counted:
    path, text, every = work
    start, wanted = time.perf_counter(), sampled(every, text)
    counts: dict[str, Count] = {}
    faulty = []

    for group in groups(path):
        for outcome in run(group, wanted):
            counts.setdefault(outcome.group.folder, Count()).add(outcome)
            faulty += [outcome] if outcome.fault and not outcome.case.skip else []
    return path, counts, faulty, time.perf_counter() - start


def _row(name: str, count: Count, seconds: float | None = None) -> None:
    faults = ", ".join(f"{number} {fault}" for fault, number in count.faults.most_common())
    took = "" if seconds is None else f"{seconds:.1f}"
    numbers = f"{count.cases:7}{count.conforming:9}{count.share:10.2%}{count.presence:9}{count.skipped:8}{took:>8}"
    print(f"{name:44}{numbers}  {faults}", flush=True)


def _show(differing: Sequence[Outcome], options: argparse.Namespace) -> None:
    crashes = Counter(str(one.got)[:140] for one in differing if one.fault == "crash")
    for said, number in crashes.most_common(15):
        print(f"{number:7} × {said}")
    shown = list(_distinct(one for one in differing if options.fault in one.fault))
    for one in shown[: options.max]:
        _difference(one, options)
    if len(shown) > options.max:
        print(f"\n… and {len(shown) - options.max} more")


def _distinct(differing: Iterable[Outcome]) -> Iterator[Outcome]:
    """A model that cannot be built is told once, not once a case."""
    told = set()
    for one in differing:
        key = (one.group.folder, one.group.id, one.case.id if one.fault != "construction" else "")
        if key not in told:
            told.add(key)
            yield one


def _difference(one: Outcome, options: argparse.Namespace) -> None:
    print(f"\n{one.group.folder}/{one.group.file}  {one.case.id}  ({one.fault})")
    print(f"  evaluate  {_text(one.case.target)}")
    for step in one.case.steps:
        print(f"  situation {'kept, and ' if step.keep else ''}{_text(step.situation)[:LONGEST]}")
    if one.group.options:
        print(f"  options   {_text(one.group.options)}")
    for line in _sides(one.case.expected, one.got):
        print(f"  {line}")
    if options.rules:
        print("  rules     " + json.dumps(one.group.rules, ensure_ascii=False, indent=2)[:6000].replace("\n", "\n  "))
    if options.trace and one.trace:
        print("  " + one.trace[-2500:].replace("\n", "\n  "))


def _sides(expected: Answer, got: Answer) -> list[str]:
    """Both answers; of missing names, only those that one side lacks."""
    if set(expected.missing or ()) == set(got.missing or ()):
        return [f"expected  {expected}", f"got       {got}"]
    wanted, found = set(expected.missing or ()), set(got.missing or ())
    told = {"lacking": wanted - found, "besides": found - wanted} if expected.missing is not None else {}
    names = [f"{word}   {', '.join(sorted(names))}" for word, names in told.items() if names]
    return [f"expected  {replace(expected, missing=None)}", f"got       {replace(got, missing=None)}", *names]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        sys.stderr.close()
