"""Packaging: a season as files that any tool reads — its season file, and a Frictionless data package of CSV tables."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gamma.cockpit.reports.season.schema import Season
from gamma.cockpit.reports.season.tables import TABLES, Table
from gamma.cockpit.reports.season.writing import written

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
ABOUT = (
    "Les faits d'une édition du programme, tels que leurs sources les donnent. Une ligne de readings ou de targets "
    "n'est jamais changée : une correction est la révision suivante. Un texte qui commence par =, +, - ou @ est "
    "précédé d'une apostrophe, pour qu'un tableur ne l'exécute pas. La licence des chiffres est celle de leurs "
    "sources, quand elles en donnent une : elle n'est pas connue de ce fichier."
)

Files = Iterator[tuple[str, bytes]]


def packaged(season: Season) -> Files:
    """Yield the path and the content of every file; the same season always gives the same bytes."""
    yield f"{season.edition.id}.yaml", written(season).encode()
    for table in TABLES:
        yield f"{table.name}.csv", _csv(table, season)
    yield "datapackage.json", json.dumps(_descriptor(season), ensure_ascii=False, indent=2).encode()


def save(files: Iterable[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Write the files into a folder; each appears whole, and a new folder only with all of them."""
    folder = folder.resolve()
    new = not folder.exists()
    base = folder.parent if new else folder
    base.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=base, prefix=".export-") as aside:
        staged = Path(aside) / "files"
        staged.mkdir()
        names = [_put(staged / name, content) for name, content in files]
        if new:
            staged.rename(folder)
        else:
            for name in names:
                (staged / name).replace(folder / name)
    return [folder / name for name in names]


def _put(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return path.name


def _csv(table: Table, season: Season) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([field.name for field in table.fields])
    for row in table.filled(season):
        writer.writerow([_cell(row.get(field.name), field.type) for field in table.fields])
    return text.getvalue().encode()


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    text = f"{value:f}" if kind == "number" else str(value)
    return f"'{text}" if kind == "string" and text.startswith(DANGEROUS) else text


def _descriptor(season: Season) -> dict[str, Any]:
    edition = season.edition
    return {
        "profile": "tabular-data-package",
        "name": edition.id,
        "title": edition.label.get("fr") or next(iter(edition.label.values())),
        "description": ABOUT,
        "sources": [_source(source) for source in season.sources],
        "resources": [_resource(table) for table in TABLES],
    }


def _source(source: Any) -> dict[str, str]:
    path = {"path": source.url} if source.url else {}
    return {"title": source.title.get("fr") or next(iter(source.title.values())), **path}


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": table.schema(),
    }
