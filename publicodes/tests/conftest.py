"""What the tests of the language may use: the reference's vectors, when they are beside this checkout."""

import os
from pathlib import Path

import pytest

os.environ["PUBLICODES_CACHE"] = ""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own; the other tests do without."""
    monkeypatch.setenv("PUBLICODES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the specification and of the recorded cases."""
    found = Path(__file__).parents[2] / ".." / "shared" / "publicodes"
    if not found.exists():
        pytest.skip("the vectors of the reference engine are not beside this checkout (../shared/publicodes)")
    return found
