"""Portfolio: a large edition made up for measuring — its season file, and its weekly readings as a CSV to import."""

import csv
import math
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from gamma.cockpit.reports.season.schema import FORMAT, Season
from gamma.cockpit.reports.season.writing import written

EDITION = "portefeuille"
SOURCE = "collecte"
LAST = date(2026, 2, 23)  # the Monday of the last week read
PRODUCTS, WEEKS = 300, 260
SEED = 2026
CHANGED = 78  # weeks since another tool measures

# slug, French and English names, kind, unit, direction, aggregation, about how large
MEASURED = (
    ("visites", "Visites par semaine", "Visits per week", "count", "visits", "up", "sum", 8_000),
    ("visiteurs", "Visiteurs par semaine", "Visitors per week", "count_distinct", "visitors", "up", "distinct", 5_000),
    ("dossiers", "Dossiers par semaine", "Files per week", "count", "cases", "up", "sum", 600),
    ("delai", "Délai de traitement", "Processing time", "duration", "days", "down", "mean", 12),
    ("aboutis", "Démarches abouties", "Procedures completed", "ratio", "percent", "up", "none", 55),
)
HEADER = ("edition", "product", "indicator", "period", "value", "precision", "source", "tool")


def season_text(products: int = PRODUCTS) -> str:
    """The season file: definitions, targets, levers, reviews; no reading."""
    return written(Season.model_validate(_season(products)))


def write_csv(path: Path, products: int = PRODUCTS, weeks: int = WEEKS) -> int:
    """Write the readings; return how many there are."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        count = 0
        for row in _readings(products, weeks):
            writer.writerow(row)
            count += 1
    return count


def _season(products: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "units": {"cases": {"fr": ["dossier", "dossiers"], "en": ["case", "cases"]}},
        "edition": {
            "id": EDITION,
            "label": {"fr": "Portefeuille d'essai", "en": "Trial portfolio"},
            "purpose": {"fr": "Mesurer la vitesse des pages sur un grand nombre de services."},
            "starts": "2025-09",
            "ends": "2026-02",
        },
        "sources": [{"id": SOURCE, "title": {"fr": "Collecte hebdomadaire"}, "kind": "dataset"}],
        "reviews": [
            {"id": "kickoff", "kind": "kickoff", "held": "2025-09", "sources": [SOURCE]},
            {"id": "mid-term", "kind": "mid_term", "held": "2025-12", "sources": [SOURCE]},
        ],
        "products": [_product(rank) for rank in range(products)],
    }


def _product(rank: int) -> dict[str, Any]:
    return {
        "id": f"service-{rank:03}",
        "name": f"Service {rank:03}",
        "sponsors": [f"Administration {rank % 25}"],
        "problem": {"fr": "Un problème que rencontre une partie du public."},
        "levers": [
            {"id": "lettre", "kind": "newsletter", "text": {"fr": "Une lettre d'information"}, "starts": "2025-11-03"},
            {"id": "rituel", "kind": "ritual", "text": {"fr": "Un point d'équipe chaque semaine"}},
        ],
        "indicators": [_indicator(rank, *measured) for measured in MEASURED],
    }


def _indicator(rank: int, slug: str, fr: str, en: str, kind: str, unit: str, *rest: Any) -> dict[str, Any]:
    direction, aggregation, size = rest
    definition = {
        "name": {"fr": fr, "en": en},
        "kind": kind,
        "unit": unit,
        "period": "week",
        "direction": direction,
        "aggregation": aggregation,
    }
    return {
        "id": slug,
        "definitions": [definition],
        "targets": [
            _target("t1", "2025-12-28", "kickoff", _reached(rank, size, 1.05)),
            _target("t2", "2026-02-22", "mid_term", _reached(rank, size, 1.15)),
        ],
        "history": [{"decided": "added", "review": "kickoff", "source": SOURCE}],
    }


def _target(slug: str, due: str, set_at: str, value: float) -> dict[str, Any]:
    return {"id": slug, "due": due, "value": value, "set_at": set_at, "source": SOURCE}


def _reached(rank: int, size: int, ambition: float) -> float:
    return round(size * _level(rank) * ambition, 1)


def _level(rank: int) -> float:
    """How large a service is beside the others."""
    return 0.3 + (rank * 37 % 100) / 50


def _readings(products: int, weeks: int) -> Iterator[tuple[object, ...]]:
    for rank in range(products):
        for slug, *_, size in MEASURED:
            chance = random.Random(f"{SEED} {rank} {slug}")
            series = [_reading(rank, slug, size, back, chance) for back in range(weeks)]
            yield from reversed(series)


def _reading(rank: int, slug: str, size: int, back: int, chance: random.Random) -> tuple[object, ...]:
    """The reading of so many weeks back: growth, a dip in summer, and noise; the same however long the series."""
    year, number, _ = (LAST - timedelta(weeks=back)).isocalendar()
    trend = max(1.1 - 0.6 * back / WEEKS, 0.1)
    season = 1 + 0.15 * math.cos(2 * math.pi * (number - 10) / 52)
    value = size * _level(rank) * trend * season * chance.uniform(0.9, 1.1)
    shown = round(value, 1) if size < 100 else round(value)
    tool = "Matomo" if back > CHANGED else "Eulerian"
    return EDITION, f"service-{rank:03}", slug, f"{year}-W{number:02}", shown, "exact", SOURCE, tool
