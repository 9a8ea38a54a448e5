"""Version: which code runs. What it makes of data names it, so that a figure can be made again."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


@cache
def code_version() -> str:
    """The version of the distribution, with the commit where the code is a checkout: "0.1.0+e3fe7d5"."""
    commit = _commit(ROOT / ".git")
    return f"{version('gamma')}+{commit[:12]}" if commit else version("gamma")


def _commit(place: Path) -> str:
    """What HEAD is; nothing where it cannot be read plainly."""
    try:
        if place.is_file():  # a second tree of the same repository says where its own is
            place = Path(place.read_text(encoding="utf-8").removeprefix("gitdir:").strip())
        head = (place / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head
        common = place / "commondir"
        home = (place / common.read_text(encoding="utf-8").strip()) if common.exists() else place
        return (home / head.removeprefix("ref: ")).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
