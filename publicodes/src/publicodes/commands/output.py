"""Output: results on the standard output, what is said about them on the other. Nothing that is printed can crash."""

from __future__ import annotations

import json
import math
import sys
from io import TextIOWrapper
from typing import Any


def prepare() -> None:
    """Print any text, even on a terminal that has not its letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """A line of result."""
    sys.stdout.write(f"{text}\n")


def tell(text: str) -> None:
    """A line about the result."""
    sys.stderr.write(f"{text}\n")


def counted(count: int, what: str) -> str:
    """`3 rows`, `1 row`, `no row`."""
    return f"{count:,} {what}s" if count > 1 else f"{count or 'no'} {what}"


def say_json(found: Any) -> None:
    say(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))


def finite(value: Any) -> Any:
    """A value as JSON takes it: a number that is not finite as a text."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
