"""Scenario: what every engine is asked to calculate, on households and personas drawn once for all."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOCIAL = ROOT / "node_modules" / "modele-social" / "dist" / "index.js"
FOOTPRINTS = ROOT / "node_modules" / "@incubateur-ademe" / "nosgestesclimat"
SEED = 2026

GROSS = "salarié . contrat . salaire brut"
NET = "salarié . rémunération . net . à payer avant impôt"
EXECUTIVE = "salarié . contrat . statut cadre"
STAFF = "entreprise . salariés . effectif . seuil"
BASE: dict[str, Any] = {
    "dirigeant": "non",
    "entreprise . catégorie juridique": "''",
    "entreprise . imposition": "non",
    "salarié . activité partielle": "non",
    "impôt . méthode de calcul": "'taux neutre'",
}
STAFFS = {4: "moins de 5", 10: "moins de 11", 19: "moins de 20", 49: "moins de 50", 149: "moins de 150"}
STAFFS |= {249: "moins de 250", 250: "plus de 250"}
PAGE = [
    "salarié . coût total employeur",
    GROSS,
    "salarié . contrat . salaire brut . équivalent temps plein",
    NET,
    "salarié . rémunération . net . payé après impôt",
    "salarié . rémunération . net . imposable",
    "salarié . rémunération . brut",
    "salarié . rémunération . net",
    "salarié . cotisations . employeur",
    "salarié . cotisations . salarié",
    "salarié . cotisations . assiette",
    "salarié . cotisations . exonérations . RGDU",
    "salarié . cotisations . vieillesse . employeur",
    "salarié . cotisations . vieillesse . salarié",
    "salarié . cotisations . vieillesse . employeur . plafonnée",
    "salarié . cotisations . CSG-CRDS",
    "salarié . cotisations . maladie . employeur",
    "salarié . cotisations . allocations familiales",
    "salarié . cotisations . chômage",
    "salarié . cotisations . AGS",
    "salarié . cotisations . ATMP",
    "salarié . cotisations . FNAL",
    "salarié . cotisations . retraite complémentaire . employeur",
    "salarié . cotisations . retraite complémentaire . salarié",
    "salarié . cotisations . CEG . employeur",
    "salarié . cotisations . CEG . salarié",
    "salarié . cotisations . APEC",
    "salarié . cotisations . CSA",
    "salarié . cotisations . formation professionnelle",
    "impôt . montant",
]
FOOTPRINT = "bilan"


def social_rules() -> Any:
    """The rules of npm `modele-social`, which publishes them as one JSON text inside a module."""
    module = SOCIAL.read_text(encoding="utf-8")
    text, _ = json.JSONDecoder().raw_decode(module, module.index('"'))
    return json.loads(text)


def footprint_rules() -> Any:
    """The rules of npm `nosgestesclimat`."""
    return json.loads((FOOTPRINTS / "nosgestesclimat.model.json").read_text(encoding="utf-8"))


def households(rows: int) -> dict[str, list[Any]]:
    """Columns: a monthly gross (or, for the way back, net) amount in €, executive or not, the staff of the employer."""
    drawn = random.Random(SEED)
    told = [_household(drawn) for _ in range(rows)]
    return {name: [one[name] for one in told] for name in ("amount", "executive", "staff")}


def _household(drawn: random.Random) -> dict[str, Any]:
    return {
        "amount": round(drawn.uniform(2000, 9000), 2),
        "executive": drawn.random() < 0.3,
        "staff": drawn.choice(list(STAFFS)),
    }


def situation(columns: Mapping[str, list[Any]], row: int, amount: str = GROSS) -> dict[str, Any]:
    """One household as a form would tell it; `amount` is the rule that its amount answers."""
    return {
        **BASE,
        amount: f"{columns['amount'][row]} €/mois",
        EXECUTIVE: "oui" if columns["executive"][row] else "non",
        STAFF: f"'{STAFFS[columns['staff'][row]]}'",
    }


def cells(columns: Mapping[str, list[Any]], amount: str = GROSS) -> dict[str, list[Any]]:
    """The same households as the columns of a table."""
    return {
        amount: columns["amount"],
        EXECUTIVE: columns["executive"],
        STAFF: [STAFFS[one] for one in columns["staff"]],
    }


def inputs(amount: str = GROSS) -> dict[str, str | None]:
    """What varies from household to household, with its unit."""
    return {amount: "€/mois", EXECUTIVE: None, STAFF: None}


def personas(rows: int) -> list[dict[str, Any]]:
    """The published personas in turn, each number of theirs moved by a third at most."""
    drawn = random.Random(SEED)
    published = json.loads((FOOTPRINTS / "public" / "personas-fr.json").read_text(encoding="utf-8"))
    told = [one["situation"] for one in published.values() if one["situation"]]
    return [{name: _moved(value, drawn) for name, value in told[row % len(told)].items()} for row in range(rows)]


def persona_cells(told: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The same personas as the columns of a table; None where one does not answer."""
    names = dict.fromkeys(name for one in told for name in one)
    return {name: [one.get(name) for one in told] for name in names}


def _moved(value: Any, drawn: random.Random) -> Any:
    """Zero and one may mean no and yes: they stay."""
    if not isinstance(value, int | float) or value in (0, 1):
        return value
    return round(value * drawn.uniform(2 / 3, 4 / 3), 3)


def asked(households_: int, personas_: int) -> dict[str, Any]:
    """All that a peer needs to know, as plain data."""
    columns = households(households_)
    return {
        "gross": [situation(columns, row) for row in range(households_)],
        "net": [situation(columns, row, NET) for row in range(households_)],
        "toNet": NET,
        "toGross": GROSS,
        "page": PAGE,
        "personas": personas(personas_),
        "footprint": FOOTPRINT,
    }
