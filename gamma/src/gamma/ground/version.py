"""Version: which code made something: what is installed, and the commit of a checkout, read without starting git."""

import re
from functools import cache
from importlib import metadata
from pathlib import Path

DISTRIBUTION = "gamma"
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
SHOWN = 12


def installed() -> str:
    """The version that was installed."""
    return metadata.version(DISTRIBUTION)


@cache
def version() -> str:
    """The version installed; run from a checkout, with the commit after a plus: `0.2.0+1f0c9b2a7d31`."""
    commit = next((found for folder in Path(__file__).parents if (found := checked_out(folder))), "")
    return f"{installed()}+{commit[:SHOWN]}" if commit else installed()


def checked_out(folder: Path) -> str:
    """The commit that a folder has checked out; empty where it is no checkout, or has none yet."""
    try:
        kept = _kept(folder / ".git")
        return _commit((kept / "HEAD").read_text(encoding="ascii").strip(), kept) if kept else ""
    except (OSError, UnicodeError):
        return ""


def _kept(entry: Path) -> Path | None:
    """Where git keeps what it knows of a checkout: a folder, or the one that a file names (a second working tree)."""
    if entry.is_file():
        return entry.parent / entry.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return entry if entry.is_dir() else None


def _commit(head: str, kept: Path) -> str:
    if not head.startswith("ref:"):
        return head if COMMIT.fullmatch(head) else ""
    name = head.removeprefix("ref:").strip()
    shared = kept / "commondir"
    places = [kept, kept / shared.read_text(encoding="utf-8").strip()] if shared.is_file() else [kept]
    return next((found for place in places if (found := _loose(place / name) or _packed(place, name))), "")


def _loose(path: Path) -> str:
    found = path.read_text(encoding="ascii").strip() if path.is_file() else ""
    return found if COMMIT.fullmatch(found) else ""


def _packed(place: Path, name: str) -> str:
    packed = place / "packed-refs"
    lines = packed.read_text(encoding="utf-8").splitlines() if packed.is_file() else []
    return next((line.split()[0] for line in lines if line.endswith(f" {name}")), "")
