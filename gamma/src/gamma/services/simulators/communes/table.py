"""Table: all communes as one text of two megabytes, a line each, the most populous first.

A line is `key TAB #code TAB name TAB postal codes, each after a comma TAB département TAB inhabitants`. The key is the
name without accents, capitals, hyphens or apostrophes, between two spaces.
"""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from gamma.ground.texts import sorting

PACKAGE = Path("node_modules", "@etalab", "decoupage-administratif")
SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
AS_THE_RULES_SAY = {"Wallis et Futuna": "Wallis-et-Futuna"}  # else the rules would not know the place
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


@cache
def table() -> bytes:
    """The text, in UTF-8, that begins and ends with a line feed; read once a process.

    It is kept in a file: to make it of the package takes half a second and, for that time, a hundred megabytes.
    """
    kept = settings.VAR / "communes" / f"{_version()}.tsv"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(made())
        part.replace(kept)
    return kept.read_bytes()


def made() -> bytes:
    """The text, made of the package."""
    names = {one["code"]: one["nom"] for one in _read("departements.json")}
    kept = [one for one in _read("communes.json") if one["type"] == "commune-actuelle" and one.get("codesPostaux")]
    kept.sort(key=lambda one: -one.get("population", 0))
    return "\n".join(["", *(_line(one, names[one["departement"]]) for one in kept), ""]).encode()


def key(text: str) -> str:
    """The words of a name, as the table has them: « St-Étienne » is « saint etienne »."""
    words = re.findall(r"[a-z0-9]+", sorting(text).translate(LIGATURES))
    return " ".join(SHORT.get(word, word) for word in words)


def _version() -> str:
    """The version of the package, and a mark of how this file writes it."""
    version = json.loads((settings.ROOT / PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    return f"{version}-{sha256(Path(__file__).read_bytes()).hexdigest()[:8]}"


def _read(name: str) -> Iterator[dict[str, Any]]:
    with (settings.ROOT / PACKAGE / "data" / name).open(encoding="utf-8") as file:
        yield from json.load(file)


def _line(one: dict[str, Any], department: str) -> str:
    codes = "".join(f",{code}" for code in one["codesPostaux"])
    population = str(one.get("population", 0))
    place = AS_THE_RULES_SAY.get(department, department)
    return "\t".join([f" {key(one['nom'])} ", f"#{one['code']}", one["nom"], codes, place, population])
