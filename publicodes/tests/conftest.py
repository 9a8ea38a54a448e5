"""What the tests of the language may use: the reference's vectors, when they are beside this checkout."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the specification and of the recorded cases."""
    found = Path(__file__).parents[2] / ".." / "shared" / "publicodes"
    if not found.exists():
        pytest.skip("the vectors of the reference engine are not beside this checkout (../shared/publicodes)")
    return found
