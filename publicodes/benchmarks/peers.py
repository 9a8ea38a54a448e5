"""Peers: the JavaScript engine under Node, OpenFisca in its own environment, and ours, each in a fresh process."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scenario import ROOT

HERE = Path(__file__).parent
PINNED = HERE / "openfisca.txt"


def reference(model: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What `reference.mjs` prints for "social" or "footprint", in a fresh process: milliseconds and values."""
    return _run(["node", str(HERE / "reference.mjs"), model, "{}"], asked)


def ours(model: str, asked: dict[str, Any], cache: str = "") -> dict[str, Any]:
    """The same from our engine, whose disk cache is the folder `cache` or, without, put aside."""
    return _run([sys.executable, str(HERE / "ours.py"), model, "{}"], asked, PUBLICODES_CACHE=cache)


def batches(kind: str, asked: dict[str, Any], limit: float | None = None) -> dict[str, Any] | None:
    """What `batches.py` prints for "households", "growth" or "footprint"; None after `limit` seconds."""
    try:
        return _run([sys.executable, str(HERE / "batches.py"), kind, "{}"], asked, limit, PUBLICODES_CACHE="")
    except subprocess.TimeoutExpired:
        return None


def openfisca(columns: dict[str, list[Any]], rows: list[int]) -> dict[str, Any]:
    """What `openfisca_net.py` prints: seconds of the load and, by number of rows, of every calculation."""
    python = _environment() / "bin" / "python"
    script = str(HERE / "openfisca_net.py")
    return _run([str(python), "-W", "ignore", script, "{}", *map(str, rows)], columns)


def _run(command: list[str], told: Any, limit: float | None = None, **environment: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asked.json"
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        words = [str(path) if word == "{}" else word for word in command]
        done = subprocess.run(words, capture_output=True, text=True, timeout=limit, env={**os.environ, **environment})
    if done.returncode:
        raise RuntimeError(f"{command[0]} stopped:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def _environment() -> Path:
    """A virtual environment that holds exactly the pinned packages: they want another NumPy than ours."""
    key = hashlib.sha256(PINNED.read_bytes()).hexdigest()[:12]
    place = ROOT / "var" / "bench" / f"openfisca-{key}"
    if not (place / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        install = [str(place / "bin" / "pip"), "install", "-qq", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*install, "-r", str(PINNED)], check=True)
        (place / "ready").touch()
    return place
