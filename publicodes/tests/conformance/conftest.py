"""Scoring: a folder of recorded cases against the share of them that must conform. The counts end the run."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

COUNTS = pytest.StashKey[list[str]]()
SHOWN = 5


@pytest.fixture
def scored(shared: Path, pytestconfig: pytest.Config) -> Callable[..., None]:
    """`scored(folder, every=1, at_least=1.0)`: one case in `every`; the least share of them that conforms."""
    from running import Count, run, sampled
    from vectors import files, groups

    def score(folder: str, *, every: int = 1, at_least: float = 1.0) -> None:
        wanted, counts, faulty = sampled(every), dict[str, Count](), []
        for path in files(folder):
            for outcome in (one for group in groups(path) for one in run(group, wanted)):
                counts.setdefault(outcome.group.folder, Count()).add(outcome)
                faulty += [outcome] if outcome.fault and not outcome.case.skip else []
        pytestconfig.stash.setdefault(COUNTS, []).extend(f"{name}: {found}" for name, found in counts.items())
        first = "\n".join(f"{one.case.id} ({one.fault}): {one.case.expected} ≠ {one.got}" for one in faulty[:SHOWN])
        assert counts, f"no case in {folder}"
        assert all(found.share >= at_least for found in counts.values()), first

    return score


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(COUNTS, []):
        terminalreporter.write_line(f"conformance · {line}")
