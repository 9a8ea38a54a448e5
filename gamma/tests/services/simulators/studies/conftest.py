"""Studies: their helpers are found beside them; what was counted ends the run."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

COUNTS = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def counted(pytestconfig: pytest.Config) -> list[str]:
    """Lines to show when the run ends."""
    return pytestconfig.stash.setdefault(COUNTS, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(COUNTS, []):
        terminalreporter.write_line(f"simulators · {line}")
